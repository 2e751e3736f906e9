import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ScenarioItems } from '../../src/editor/testing/scenarioItems';
import { playScenarios } from '../../src/editor/testing/scenarioTestRun';
import { showTestTrace, TestTraces, tracedContext } from '../../src/editor/testing/testTraces';
import { readTraceFile } from '../../src/trace/readTrace';
import { until } from '../support/until';
import { extension } from './support/manifest';

const good = `scenario: Goes well
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice }
    as: call
  - agent: { do: accept, interactionId: call }
  - expect: { interaction: call, is: TALKING }
`;
const bad = `scenario: Goes wrong
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice }
    as: call
  - name: the agent takes it up
    agent: { do: accept, interactionId: call }
  - expect: { interaction: call, is: HELD, within: 300ms }
  - agent: { do: release, interactionId: call }
`;
const endless = `scenario: Waits long
steps:
  - when: { subscribed: nothing, within: 10m }
    fault: none
`;

/** A run that keeps what it is told of each test. */
class RecordedRun implements vscode.TestRun {
  readonly name = undefined;
  readonly isPersisted = true;
  readonly #cancelling = new vscode.CancellationTokenSource();
  readonly token = this.#cancelling.token;
  readonly onDidDispose = new vscode.EventEmitter<void>().event;
  /** What a test came through, by its label. */
  readonly states = new Map<string, string[]>();
  readonly messages: vscode.TestMessage[] = [];
  output = '';
  isEnded = false;

  cancel(): void {
    this.#cancelling.cancel();
  }

  enqueued = (test: vscode.TestItem) => this.#add(test, 'enqueued');
  started = (test: vscode.TestItem) => this.#add(test, 'started');
  skipped = (test: vscode.TestItem) => this.#add(test, 'skipped');
  passed = (test: vscode.TestItem) => this.#add(test, 'passed');
  failed = (test: vscode.TestItem, message: vscode.TestMessage | readonly vscode.TestMessage[]) => {
    this.#add(test, 'failed');
    this.messages.push(...[message].flat());
  };
  errored = (test: vscode.TestItem, message: vscode.TestMessage | readonly vscode.TestMessage[]) => {
    this.#add(test, 'errored');
    this.messages.push(...[message].flat());
  };
  appendOutput = (text: string) => void (this.output += text);
  addCoverage = () => undefined;
  end = () => void (this.isEnded = true);

  last(label: string): string | undefined {
    return this.states.get(label)?.at(-1);
  }

  #add({ label }: vscode.TestItem, state: string): void {
    this.states.set(label, [...(this.states.get(label) ?? []), state]);
  }
}

function textOf(text: string | vscode.MarkdownString | undefined): string {
  return typeof text === 'object' ? text.value : (text ?? '');
}

describe('scenarios in the Testing view', () => {
  let folder: string;
  let controller: vscode.TestController;
  let tree: ScenarioItems;

  before(async () => {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root !== undefined);
    folder = join(root.uri.fsPath, 'testing');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    controller = vscode.tests.createTestController('deskside.underTest', 'Under test');
    tree = new ScenarioItems(controller);
  });
  after(async () => {
    tree.dispose();
    controller.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true });
  });

  const traces = new TestTraces(vscode.Uri.file(join(tmpdir(), `deskside-test-traces-${process.pid}`)), {
    packageJSON: { version: '0' },
  });
  after(() => rm(join(tmpdir(), `deskside-test-traces-${process.pid}`), { recursive: true, force: true }));

  const uriOf = (name: string) => vscode.Uri.file(join(folder, `${name}.scenario.yaml`));
  const write = (name: string, text: string) => writeFile(uriOf(name).fsPath, text);
  /** The test of a file, once VS Code has found the file. */
  const found = async (name: string): Promise<vscode.TestItem> => {
    await until(name, async () => {
      await controller.refreshHandler?.(new vscode.CancellationTokenSource().token);
      return tree.find(uriOf(name)) !== undefined;
    });
    const item = tree.find(uriOf(name));
    assert.ok(item !== undefined);
    return item;
  };
  const stepsOf = (item: vscode.TestItem) => [...item.children].map(([, step]) => step);
  const play = async (run: RecordedRun, ...items: vscode.TestItem[]) => {
    const assetsFolder = join(extension().extensionPath, 'dist', 'web');
    await playScenarios(run, { items, tree, assetsFolder, traces, token: new vscode.CancellationTokenSource().token });
    assert.equal(run.isEnded, true);
  };

  it('are found as files come and go, without reading them', async () => {
    await write('coming', good);
    const item = await found('coming');
    assert.equal(item.label, 'coming');
    assert.equal(item.description, 'testing');
    assert.equal(item.children.size, 0);
    await rename(uriOf('coming').fsPath, uriOf('renamed').fsPath);
    await found('renamed');
    assert.equal(tree.find(uriOf('coming')), undefined);
    await rm(uriOf('renamed').fsPath);
    // VS Code reports nothing of a file that came and went between two of its reports; looking anew finds out.
    await until('the end of the test', async () => {
      await controller.refreshHandler?.(new vscode.CancellationTokenSource().token);
      return tree.find(uriOf('renamed')) === undefined;
    });
  });

  it('have their steps below them, at their lines, when they are expanded, and follow what is typed', async () => {
    await write('steps', bad);
    const item = await found('steps');
    await controller.resolveHandler?.(item);
    assert.deepEqual(
      stepsOf(item).map(({ label, range }) => `${range?.start.line}: ${label}`),
      [
        '2: when a widget subscribes to interaction: the world: inbound voice',
        '5: the agent takes it up',
        '7: expect call is HELD',
        '8: the agent: release call',
      ],
    );
    const document = await vscode.workspace.openTextDocument(uriOf('steps'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# A line more\n'));
    await until('the new lines', () => stepsOf(item)[1]?.range?.start.line === 6);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'broken: [\n'));
    await until('the mistake', () => textOf(item.error).startsWith('Line '));
    assert.equal(stepsOf(item).length, 4);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('are played: each step tells how it went, and the failed one what was expected and what there was', async () => {
    await write('good', good);
    await write('bad', bad);
    await write('broken', 'scenario: Broken\nsteps:\n  - agent: { do: sing }\n');
    const run = new RecordedRun();
    await play(run, await found('good'), await found('bad'), await found('broken'));
    assert.equal(run.last('good'), 'passed', run.output);
    assert.deepEqual(run.states.get('expect call is TALKING'), ['enqueued', 'started', 'passed']);
    assert.equal(run.last('the agent takes it up'), 'passed');
    assert.equal(run.last('expect call is HELD'), 'failed');
    assert.equal(run.last('bad'), 'failed');
    assert.equal(run.last('the agent: release call'), 'skipped');
    assert.equal(run.last('broken'), 'errored');
    const [wrong, failed] = run.messages;
    assert.match(textOf(wrong?.message), /Line 3: Step 1, "agent.do": it can't be "sing"/);
    assert.equal(failed?.location?.range.start.line, 7);
    assert.deepEqual([failed.expectedOutput, failed.actualOutput], ['HELD', 'TALKING']);
    assert.match(run.output, /the sample widget is tested/);

    // “Show in Timeline” on the message: the trace of the scenario that failed, and of no other.
    assert.equal(failed.contextValue, tracedContext);
    assert.equal(traces.find(uriOf('good')), undefined);
    const trace = traces.find(uriOf('bad'));
    assert.ok(trace !== undefined);
    const { entries, damage } = await readTraceFile(trace.fsPath);
    assert.equal(damage, undefined);
    assert.ok(entries.some((entry) => 'record' in entry && entry.record.kind === 'event'));
    const commands: ((...args: unknown[]) => unknown)[] = [];
    showTestTrace((_id, show) => {
      commands.push(show);
      return new vscode.Disposable(() => undefined);
    }, traces);
    const [show] = commands;
    assert.equal(await show?.({ test: await found('bad'), message: failed }), trace);
    const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.deepEqual([input.viewType, input.uri.toString()], ['deskside.trace', trace.toString()]);
    await assert.rejects(async () => show?.({ test: await found('good'), message: failed }), /Run it first/);
  });

  it('end when the run is cancelled, and when the file is gone or renamed meanwhile', async () => {
    await write('endless', endless);
    const item = await found('endless');
    const run = new RecordedRun();
    const playing = play(run, item);
    await until('the first step', () => [...run.states.values()].flat().includes('started'));
    await rename(uriOf('endless').fsPath, uriOf('elsewhere').fsPath);
    await until('the end of its test', () => tree.find(uriOf('endless')) === undefined);
    run.cancel();
    await playing;
    assert.equal(run.last('endless'), 'skipped');

    const gone = await found('elsewhere');
    await rm(uriOf('elsewhere').fsPath);
    const later = new RecordedRun();
    await play(later, gone);
    assert.match(textOf(later.messages[0]?.message), /The file is gone/);
  });
});
