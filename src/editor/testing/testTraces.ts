import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { WireMessage } from '../../trace/messagesTrace';
import type { Register } from '../ui/commands';
import { UserError } from '../ui/userError';

/** The context of a failure's message for which there is a trace; the menu of messages asks for it. */
export const tracedContext = 'deskside.traced';

/** The traces of the scenarios that failed last, a file for each, in the folder that VS Code keeps for this workspace. */
export class TestTraces {
  readonly #files = new Map<string, vscode.Uri>();

  constructor(
    private readonly folder: vscode.Uri,
    private readonly extension: Pick<vscode.Extension<unknown>, 'packageJSON'>,
  ) {}

  /** Keeps what crossed the wire while the scenario of a file was played. */
  async keep(scenario: vscode.Uri, messages: readonly WireMessage[]): Promise<void> {
    const key = scenario.toString();
    const known = this.#files.get(key);
    const file = known ?? vscode.Uri.joinPath(this.folder, 'tests', `${this.#files.size + 1}.deskside-trace`);
    this.#files.set(key, file);
    // Activation loads this module, and none of those.
    const [{ traceOfMessages }, { read, settings }, { extensionVersion }] = await Promise.all([
      import('../../trace/messagesTrace'),
      import('../settings/settings'),
      import('../settings/extensionVersion'),
    ]);
    const text = traceOfMessages(messages, {
      product: extensionVersion(this.extension),
      begun: messages[0]?.time ?? Date.now(),
      masking: { allowedKeys: read(settings.recordedKeys) },
    });
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }

  find(scenario: vscode.Uri | undefined): vscode.Uri | undefined {
    return scenario === undefined ? undefined : this.#files.get(scenario.toString());
  }
}

/** "Show in Timeline" on the message of a step that failed. */
export function showTestTrace(register: Register, traces: TestTraces): Disposable {
  return register('deskside.showTestTrace', async (target) => {
    const trace = traces.find(fileOf(target));
    if (trace === undefined) throw new UserError('There is no trace of this test. Run it first.');
    await vscode.commands.executeCommand('vscode.open', trace);
    return trace;
  });
}

/** The menu of messages gives the test and the message. */
function fileOf(target: unknown): vscode.Uri | undefined {
  if (typeof target !== 'object' || target === null || !('test' in target)) return undefined;
  const { test } = target;
  if (typeof test !== 'object' || test === null || !('uri' in test)) return undefined;
  return test.uri instanceof vscode.Uri ? test.uri : undefined;
}
