import assert from 'node:assert/strict';
import { catalogue, findMethod } from '../../../src/api/catalogue';
import { readCode } from '../../../src/language/code';
import { callSnippet } from '../../../src/language/insert/callSnippet';
import { callStyleAt } from '../../../src/language/insert/callStyle';
import { scriptsOf } from '../../../src/language/syntax/script';

/** The call of a method at `|`, with the first text of each stop. */
function inserted(marked: string, service = 'interaction.getByInteractionId', language = 'javascript'): string {
  const offset = marked.indexOf('|');
  const method = findMethod(service);
  const [script] = scriptsOf(marked.slice(0, offset) + marked.slice(offset + 1), language);
  assert.ok(offset >= 0 && method && script);
  const lines = callSnippet(method, callStyleAt(readCode(script), offset, method));
  return lines.join('\n').replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1');
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

describe('A call that is inserted', () => {
  it('has functions for reply and failure where the file says nothing else', () => {
    assert.equal(
      inserted('|'),
      `genesys.wwe.service.interaction.getByInteractionId(
  interactionId,
  (reply) => {
    // reply.data: Interaction | null
  },
  (failure) => {
    const reason = typeof failure === 'string' ? failure : failure.errorMessage;
    console.error('getByInteractionId failed:', reason);
  },
);`,
    );
  });

  it('uses the names that stand for the service or the namespace there', () => {
    const call = 'interaction.getByInteractionId(';
    assert.equal(firstLine(inserted('const { interaction } = genesys.wwe.service;\n|')), call);
    assert.equal(
      firstLine(inserted('const { interaction: i } = genesys.wwe.service;\nfunction f() { | }')),
      `i.getByInteractionId(`,
    );
    assert.equal(firstLine(inserted('const s = window.genesys.wwe.service;\n|')), `s.${call}`);
    assert.equal(
      firstLine(inserted('function f() { const s = genesys.wwe.service; }\n|')),
      `genesys.wwe.service.${call}`,
    );
    assert.equal(firstLine(inserted('const { voice } = genesys.wwe.service;\n|')), `genesys.wwe.service.${call}`);
  });

  it('awaits a client whose calls the file awaits', () => {
    const used = 'async function one() { await desk.voice.hold("1"); }\n';
    assert.equal(
      inserted(`${used}async function two() { | }`),
      'const result = await desk.interaction.getByInteractionId(interactionId);',
    );
    assert.equal(inserted(`${used}async function two() { | }`, 'voice.hold'), 'await desk.voice.hold(interactionId);');
    assert.equal(
      firstLine(inserted(`${used}function two() { | }`)),
      'desk.interaction.getByInteractionId(interactionId).then(',
    );
    assert.equal(
      firstLine(inserted('this.desk.voice.hold("1").catch(f);\n|')),
      'this.desk.interaction.getByInteractionId(interactionId).then(',
    );
  });

  it('awaits what comes from deskside/client, though nothing of it is called so far', () => {
    const made = "import { connect } from 'deskside/client';\nconst client = await connect();\n|";
    assert.equal(inserted(made), 'const result = await client.interaction.getByInteractionId(interactionId);');
  });

  it('takes the style of the nearest call where a file has both', () => {
    const both =
      'async function one() { await desk.voice.hold("1"); }\n\n\n\ngenesys.wwe.service.voice.hold("1", f, g);\n';
    assert.equal(firstLine(inserted(`${both}|`)), 'genesys.wwe.service.interaction.getByInteractionId(');
    assert.match(inserted(`|${both}`), /^desk\./);
  });

  it('is written for each of the methods, in TypeScript with types', () => {
    for (const { namespace, name } of catalogue) {
      assert.ok(inserted('|', `${namespace}.${name}`, 'typescript').includes('failure: string'), name);
    }
  });
});
