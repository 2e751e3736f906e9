import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { errorCode } from '../../base/guards';
import { TimeSlice } from '../../base/timeSlice';
import { count, oneLine } from '../../presentation/text/text';
import { dayTime } from '../../presentation/text/timeText';
import type { Session } from '../../session/session';
import { TraceError } from '../../trace/format';
import { TraceFile } from '../../trace/traceFile';
import type { TraceOptions } from '../../trace/traceWriter';
import { read, settings } from '../settings/settings';
import type { ContextKeys } from '../ui/contextKeys';
import { tell } from '../ui/messages';
import { UserError } from '../ui/userError';
import type { InterruptedRecording } from './interruptedRecording';

/** A recording that runs. */
interface Running extends Disposable {
  readonly uri: vscode.Uri;
  readonly file: TraceFile;
}

interface Context {
  readonly session: Session;
  readonly contextKeys: ContextKeys;
  readonly interrupted: InterruptedRecording;
  /** The version of Deskside. */
  readonly product: string;
}

/** Writes what the pages record into files that the user names. */
export class TraceRecorder implements Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #history: Disposable;
  #running: Running | undefined;

  constructor(private readonly context: Context) {
    const { session, contextKeys } = context;
    this.#history = session.history.onFilled.on((isFilled) => contextKeys.set('hasHistory', isFilled));
    this.#item = vscode.window.createStatusBarItem('deskside.recording', vscode.StatusBarAlignment.Left);
    this.#item.name = 'Deskside Recording';
    this.#item.command = 'deskside.stopRecording';
    this.#item.text = '$(record) Recording';
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  }

  /**
   * Records into a file from now on. Does nothing where the user names none.
   * @param target the file; the user is asked for anything else
   * @throws UserError if a recording runs, or the file cannot be written
   */
  async start(target?: unknown): Promise<vscode.Uri | undefined> {
    if (this.#running !== undefined) {
      throw new UserError('Deskside is recording already. Stop the recording before you start another one.', [
        { title: 'Stop Recording', command: 'deskside.stopRecording' },
      ]);
    }
    const options = this.#options();
    const uri = await chooseFile('Record', target);
    if (uri === undefined) return undefined;
    const file = await attempt(uri, () => TraceFile.create(uri.fsPath, options, (error) => this.#fail(error)));
    this.#run(uri, file);
    return uri;
  }

  /** Goes on with the recording that a reload of the window, or the end of its extension host, interrupted. */
  async goOn(): Promise<void> {
    const path = this.context.interrupted.path;
    if (path === undefined) return;
    const uri = vscode.Uri.file(path);
    const options = this.#options();
    const file = await attempt(uri, () => TraceFile.resume(path, options, (error) => this.#fail(error)));
    this.#run(uri, file);
  }

  /** Ends the recording, if one runs, and says where it is. */
  async stop(): Promise<vscode.Uri | undefined> {
    const running = this.#running;
    if (running === undefined) return undefined;
    this.#end();
    await this.context.interrupted.clear();
    await running.file.close();
    saved(running.uri, running.file.records);
    return running.uri;
  }

  /**
   * Writes the records that are held of all pages into a file.
   * @param target the file; the user is asked for anything else
   * @throws UserError if there are none, or the file cannot be written
   */
  async saveHistory(target?: unknown): Promise<vscode.Uri | undefined> {
    const { history } = this.context.session;
    if (history.size === 0) {
      throw new UserError('There is nothing to save yet: no page has recorded anything.', [
        { title: 'Diagnose Connection', command: 'deskside.diagnose' },
      ]);
    }
    const options = this.#options();
    const uri = await chooseFile('Save', target);
    if (uri === undefined) return undefined;
    let problem: unknown;
    const file = await attempt(uri, () => TraceFile.create(uri.fsPath, options, (error) => (problem = error)));
    const slice = new TimeSlice();
    for (const entry of history.from()) {
      if (slice.isOver) await slice.rest();
      const record = history.read(entry);
      if (record !== undefined) file.write(entry.load, [record]);
    }
    await file.close();
    if (problem !== undefined) throw unwritable(uri, problem);
    saved(uri, file.records);
    return uri;
  }

  dispose(): void {
    this.#running?.file.dispose();
    this.#end();
    this.#item.dispose();
    this.#history.dispose();
  }

  #options(): TraceOptions {
    const allowedKeys = read(settings.recordedKeys);
    return { product: this.context.product, begun: Date.now(), masking: { allowedKeys } };
  }

  #run(uri: vscode.Uri, file: TraceFile): void {
    const { session, contextKeys, interrupted } = this.context;
    const owned = new DisposableStore();
    owned.add(session.onRecords.on(({ page, records }) => file.write(page.info, records)));
    owned.add(interrupted.keep(uri.fsPath));
    this.#running = { uri, file, dispose: () => owned.dispose() };
    this.#item.tooltip = `Deskside records what happens on the pages into ${uri.fsPath}. Click to stop.`;
    this.#item.accessibilityInformation = { label: `Recording into ${uri.fsPath}. Press to stop.`, role: 'button' };
    this.#item.show();
    contextKeys.set('recording', true);
  }

  #end(): void {
    this.#running?.dispose();
    this.#running = undefined;
    this.#item.hide();
    this.context.contextKeys.set('recording', false);
  }

  #fail(error: unknown): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#end();
    void this.context.interrupted.clear();
    running.file.dispose();
    tell(
      'error',
      `${unwritable(running.uri, error).message} The recording has stopped; what is written stays readable.`,
    );
  }
}

/** Where to write: never into a folder of the workspace without a second yes. */
async function chooseFile(saveLabel: string, target: unknown): Promise<vscode.Uri | undefined> {
  const uri = target instanceof vscode.Uri ? target : await askForFile(saveLabel);
  if (uri === undefined) return undefined;
  if (uri.scheme !== 'file') {
    throw new UserError('A trace can be written into a file on this machine only. Choose another place.');
  }
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder === undefined || (await mayWriteInto(folder, uri)) ? uri : undefined;
}

function askForFile(saveLabel: string): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: 'Where to Write the Trace',
    saveLabel,
    defaultUri: vscode.Uri.file(join(homedir(), `deskside-${dayTime(Date.now())}.deskside-trace`)),
    filters: { 'Deskside trace': ['deskside-trace'] },
  });
}

async function mayWriteInto(folder: vscode.WorkspaceFolder, uri: vscode.Uri): Promise<boolean> {
  const yes = 'Write It There';
  const where = `${oneLine(uri.fsPath, 200)} is inside of the workspace folder ${oneLine(folder.name, 80)}.`;
  const why = 'A trace tells what happened with customers, and what is in a workspace is easily published.';
  return (await vscode.window.showWarningMessage(`${where} ${why}`, { modal: true }, yes)) === yes;
}

async function attempt<T>(uri: vscode.Uri, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unwritable(uri, error);
  }
}

const reasons: ReadonlyMap<unknown, string> = new Map([
  ['ENOSPC', 'The disk is full'],
  ['EACCES', 'You may not write there'],
  ['EPERM', 'You may not write there'],
  ['EROFS', 'The disk is read-only'],
  ['EISDIR', 'It is a folder'],
  ['ENOENT', 'There is no such folder'],
]);

function unwritable(uri: vscode.Uri, error: unknown): UserError {
  const why = error instanceof TraceError ? error.message : (reasons.get(errorCode(error)) ?? String(error));
  return new UserError(`${oneLine(uri.fsPath, 200)} can't be written: ${oneLine(why, 200)}. Choose another file.`);
}

function saved(uri: vscode.Uri, records: number): void {
  tell('information', `The trace has ${count(records, 'record')}: ${oneLine(uri.fsPath, 200)}`, [
    { title: 'Open', command: 'vscode.open', arguments: [uri] },
    { title: 'Show in Folder', command: 'revealFileInOS', arguments: [uri] },
  ]);
}
