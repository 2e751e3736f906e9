import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';
import { SerialQueue } from '../../base/serialQueue';
import { isScenario } from '../scenario/scenarioFiles';
import type { ContextKeys } from '../ui/contextKeys';
import { ScenarioItems } from './scenarioItems';
import type { TestTraces } from './testTraces';

/** How long saving must pause before scenarios are played again, in milliseconds: "Save All" saves one by one. */
const pauseMs = 200;

/** Scenarios in VS Code's Testing view: played headless, debugged by the debug type of Deskside, played again when a file is saved. */
export class ScenarioTests implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #controller = this.#owned.add(vscode.tests.createTestController('deskside.scenarios', 'Scenarios'));
  readonly #items = this.#owned.add(new ScenarioItems(this.#controller));

  /** @param assetsFolder where the files are that a relay serves */
  constructor(
    private readonly assetsFolder: string,
    private readonly contextKeys: ContextKeys,
    private readonly traces: TestTraces,
  ) {
    const { Run, Debug } = vscode.TestRunProfileKind;
    const play = (request: vscode.TestRunRequest, token: vscode.CancellationToken) =>
      request.continuous === true ? this.#playOnSave(request, token) : this.#play(request, token);
    this.#owned.add(this.#controller.createRunProfile('Play Headless', Run, play, true, undefined, true));
    this.#owned.add(
      this.#controller.createRunProfile(
        'Debug in the Simulated Workspace',
        Debug,
        (request, token) => this.#debug(request, token),
        true,
      ),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #play(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const { playScenarios } = await import('./scenarioTestRun');
    const run = this.#controller.createTestRun(request);
    const items = this.#filesOf(request);
    const hasPlayed = await playScenarios(run, {
      items,
      traces: this.traces,
      assetsFolder: this.assetsFolder,
      token,
      tree: this.#items,
    });
    if (hasPlayed) this.contextKeys.set('hasPlayedScenario', true);
  }

  /** A saved scenario is played again; any other saved file may be the widget's, so all are. */
  #playOnSave(request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
    let playing: vscode.CancellationTokenSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiting = new Set<vscode.TestItem>();
    const queue = new SerialQueue();
    const playWaiting = () => {
      playing?.cancel();
      const source = (playing = new vscode.CancellationTokenSource());
      const items = [...waiting];
      waiting = new Set();
      const again = new vscode.TestRunRequest(items, request.exclude, request.profile, true);
      const playAgain = async () => {
        try {
          await this.#play(again, source.token);
        } finally {
          source.dispose();
        }
      };
      queue.run(playAgain).catch(reportError);
    };
    const saved = vscode.workspace.onDidSaveTextDocument((document) => {
      const files = this.#filesOf(request);
      const own = files.filter(({ uri }) => uri?.toString() === document.uri.toString());
      for (const item of isScenario(document) ? own : files) waiting.add(item);
      if (waiting.size === 0 || vscode.workspace.getWorkspaceFolder(document.uri) === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(playWaiting, pauseMs);
    });
    token.onCancellationRequested(() => {
      saved.dispose();
      clearTimeout(timer);
      playing?.cancel();
    });
  }

  async #debug(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const [item, ...others] = this.#filesOf(request);
    if (item === undefined) return;
    const { debugScenario } = await import('./scenarioDebug');
    const run = this.#controller.createTestRun(request);
    if (others.length > 0) run.appendOutput('One scenario is debugged at a time; the others were left out.\r\n');
    if (await debugScenario(run, { item, tree: this.#items, token })) this.contextKeys.set('hasPlayedScenario', true);
  }

  /** The files that a request is about: a step is played with its whole scenario. */
  #filesOf({ include, exclude }: vscode.TestRunRequest): vscode.TestItem[] {
    const fileOf = (item: vscode.TestItem) => item.parent ?? item;
    const asked = include === undefined ? this.#items.all : include.map(fileOf);
    return [...new Set(asked)].filter((item) => exclude?.includes(item) !== true);
  }
}
