import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { version } from '../../../package.json';
import { errorCodes } from '../../../src/protocol/errors';
import { closeCodes, defaultPort } from '../../../src/protocol/handshake';
import { pageToRelay, relayToTool, toolToRelay } from '../../../src/protocol/messages';
import { relayToPage } from '../../../src/protocol/pageMessages';
import { pageProof } from '../../../src/protocol/connection/pageProof';
import { recordSchema } from '../../../src/protocol/records';
import { signature } from '../../support/provenPage';
import { connectAs, runRelay } from '../relay/support';
import type { Client, Message } from '../relay/support';

interface Line {
  readonly role: 'page' | 'tool';
  readonly sends: boolean;
  readonly text: string;
}

describe('the description of the protocol', () => {
  let text: string;
  before(async () => {
    text = await readFile('src/protocol/README.md', 'utf8');
  });

  it('has every method, kind of record, close code and error code', () => {
    const methods = [pageProof, pageToRelay, relayToPage, toolToRelay, relayToTool].flatMap((table) =>
      Object.keys(table),
    );
    for (const method of methods) assert.match(text, new RegExp(`\`${method}\``));
    for (const { entries } of recordSchema.options) {
      assert.match(text, new RegExp(`\\*\\*\`${entries.kind.literal}\`\\*\\*`));
      for (const key of Object.keys(entries)) assert.match(text, new RegExp(`\`${key}\\??\``), key);
    }
    for (const code of Object.values(closeCodes)) assert.match(text, new RegExp(`^\\| ${code} `, 'm'), `${code}`);
    for (const code of Object.values(errorCodes)) assert.match(text, new RegExp(`^\\| ${code} `, 'm'), `${code}`);
    assert.match(text, new RegExp(`port ${defaultPort}`));
  });

  it('has an example of the proof that a page computes', () => {
    const [, key = '', host = '', page = '', relay = '', relayProof, pageProof] =
      /page key is `(.*?)`, the host `(.*?)`, the page's nonce\s`(.*?)`, the relay's `(.*?)`\. Then the relay's proof\sis `(.*?)` and the page's `(.*?)`/.exec(
        text,
      ) ?? [];
    assert.equal(key.length, 43);
    const sign = (prover: 'page' | 'relay') => signature(key, prover, host, { page, relay });
    assert.deepEqual([relayProof, pageProof], [sign('relay'), sign('page')]);
  });

  it('has an example that happens so, message for message', async () => {
    const example = /## An example[\s\S]*?```\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const lines = example
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Line => {
        const [, role, way, json = ''] = /^(page|tool) ([<>]) (.*)$/.exec(line) ?? [];
        return { role: role === 'page' ? 'page' : 'tool', sends: way === '>', text: json };
      });
    assert.ok(lines.length > 10);
    const running = await runRelay();
    const clients: Partial<Record<Line['role'], Client>> = {};
    const taken = { page: 0, tool: 0 };
    try {
      for (const { role, sends, text: frame } of lines) {
        const client = (clients[role] ??= await connectAs(role, running));
        if (sends) {
          client.socket.send(frame);
          continue;
        }
        const expected = JSON.parse(frame.replace(/Deskside \d+\.\d+\.\d+/, `Deskside ${version}`)) as Message;
        await client.until(() => client.all.length > taken[role]);
        assert.deepEqual(client.all[taken[role]++], { jsonrpc: '2.0', ...expected });
      }
    } finally {
      await running.relay.dispose();
    }
  });
});
