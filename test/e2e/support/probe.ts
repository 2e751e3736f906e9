import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../support/until';

const manifest = {
  ...{ name: 'probe', publisher: 'test', version: '1.0.0', engines: { vscode: '^1.100.0' }, main: './main.js' },
  capabilities: { untrustedWorkspaces: { supported: true } },
  contributes: { commands: [{ command: 'probe.invoke', title: 'Invoke', category: 'Probe' }] },
};

/** Only proposed parts of VS Code's interface let an extension be the one that a chat speaks with. */
const chatManifest = {
  ...manifest,
  enabledApiProposals: ['chatProvider', 'defaultChatParticipant'],
  contributes: {
    ...manifest.contributes,
    languageModels: [{ vendor: 'probe' }],
    chatParticipants: [{ id: 'probe.agent', name: 'probe', isDefault: true }],
  },
};

/** Calls the tools that the request names, one after the other, as any extension with an agent can. */
const main = `const vscode = require('vscode');
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const invoke = async (toolInvocationToken) => {
  const answers = [];
  for (const { name, input } of JSON.parse(readFileSync(join(__dirname, 'request.json'), 'utf8'))) {
    const { token } = new vscode.CancellationTokenSource();
    answers.push(await vscode.lm.invokeTool(name, { input, toolInvocationToken }, token).then(
      ({ content }) => content.map((part) => part.value).join('\\n'),
      (error) => error.message,
    ));
  }
  const tools = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('deskside_'));
  writeFileSync(join(__dirname, 'draft.json'), JSON.stringify({ answers, tools }));
  renameSync(join(__dirname, 'draft.json'), join(__dirname, 'answer.json'));
};
`;

const plainMain = `${main}
exports.activate = ({ subscriptions }) => {
  subscriptions.push(vscode.commands.registerCommand('probe.invoke', () => invoke(undefined)));
};
`;

/** A chat needs a model; this one is never asked. */
const chatMain = `${main}
exports.activate = ({ subscriptions }) => {
  const model = {
    ...{ name: 'Probe', vendor: 'probe', family: 'probe', version: '1', isDefault: true },
    ...{ maxInputTokens: 1000, maxOutputTokens: 1000 },
  };
  const provider = { provideLanguageModelResponse: async () => {}, provideTokenCount: async () => 1 };
  subscriptions.push(
    vscode.lm.registerChatModelProvider('probe', provider, model),
    vscode.chat.createChatParticipant('probe.agent', ({ toolInvocationToken }) => invoke(toolInvocationToken)),
    vscode.commands.registerCommand('probe.invoke', () =>
      vscode.commands.executeCommand('workbench.action.chat.open', { query: 'Go on.' })),
  );
};
`;

/** A call of a tool. */
export interface ProbedCall {
  readonly name: string;
  readonly input: object;
}

/** What the probe found. */
interface Probed {
  /** To each call its answer, or the message of its error. */
  readonly answers: readonly string[];
  /** The names of Deskside's tools that VS Code offers its models after the calls. */
  readonly tools: readonly string[];
}

/** An extension that calls language model tools, in the place of an agent: no test has a model. */
export class Probe {
  private constructor(readonly folder: string) {}

  /** One that calls the tools outside of any chat. */
  static make(): Promise<Probe> {
    return Probe.#write(manifest, plainMain);
  }

  /** One that calls them as the agent of a chat: VS Code must allow it the proposed parts of its interface. */
  static makeForChat(): Promise<Probe> {
    return Probe.#write(chatManifest, chatMain);
  }

  static async #write(packageJson: object, program: string): Promise<Probe> {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-probe-'));
    await writeFile(join(folder, 'package.json'), JSON.stringify(packageJson));
    await writeFile(join(folder, 'main.js'), program);
    return new Probe(folder);
  }

  /**
   * What comes of calls that something starts with the command “Probe: Invoke”.
   * @param action starts them
   */
  async during(calls: readonly ProbedCall[], action: () => Promise<void>): Promise<Probed> {
    const answer = join(this.folder, 'answer.json');
    await rm(answer, { force: true });
    await writeFile(join(this.folder, 'request.json'), JSON.stringify(calls));
    await action();
    const text = await until('the answer', () => readFile(answer, 'utf8').catch(() => undefined));
    return JSON.parse(text) as Probed;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
