import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../support/until';

const manifest = {
  ...{ name: 'probe', publisher: 'test', version: '1.0.0', engines: { vscode: '^1.100.0' }, main: './main.js' },
  contributes: { commands: [{ command: 'probe.invoke', title: 'Invoke', category: 'Probe' }] },
};

/** Calls the tool that the request names, as any extension with an agent can. */
const main = `const vscode = require('vscode');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
exports.activate = ({ subscriptions }) => {
  subscriptions.push(vscode.commands.registerCommand('probe.invoke', async () => {
    const { name, input } = JSON.parse(readFileSync(join(__dirname, 'request.json'), 'utf8'));
    const { token } = new vscode.CancellationTokenSource();
    const answer = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token).then(
      ({ content }) => content.map((part) => part.value).join('\\n'),
      (error) => error.message,
    );
    writeFileSync(join(__dirname, 'answer.txt'), answer);
  }));
};
`;

/** A call of a tool. */
interface ProbedCall {
  readonly name: string;
  readonly input: object;
}

/** An extension that calls language model tools, in the place of an agent: no test has a model. */
export class Probe {
  private constructor(readonly folder: string) {}

  static async make(): Promise<Probe> {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-probe-'));
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'main.js'), main);
    return new Probe(folder);
  }

  /**
   * The answer to a call that something starts with the command “Probe: Invoke”.
   * @param action starts it
   */
  async during(call: ProbedCall, action: () => Promise<void>): Promise<string> {
    const answer = join(this.folder, 'answer.txt');
    await rm(answer, { force: true });
    await writeFile(join(this.folder, 'request.json'), JSON.stringify(call));
    await action();
    return until('the answer', () =>
      readFile(answer, 'utf8').then(
        (text) => text !== '' && text,
        () => false,
      ),
    );
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
