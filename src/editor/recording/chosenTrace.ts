import { basename } from 'node:path';
import * as vscode from 'vscode';
import { oneLine } from '../../presentation/text/text';
import { TraceError } from '../../trace/format';
import type { ReadTrace } from '../../trace/readTrace';
import { withProgress } from '../ui/messages';
import { UserError } from '../ui/userError';

/** More of a trace is not read as a whole beside the user's other work, in bytes. */
const mostBytes = 32 * 1024 * 1024;
/** What is read at once, in bytes. */
const pieceBytes = 64 * 1024;

/**
 * The trace that a menu names or an editor shows; else asks for a file.
 * @param title of the question
 * @returns undefined where the user names none
 */
export async function chooseTrace(title: string, target: unknown): Promise<vscode.Uri | undefined> {
  return target instanceof vscode.Uri ? target : (shownTrace() ?? (await askForTrace(title)));
}

/**
 * Reads a trace and makes something of it; where that takes long, says so and lets the user cancel it.
 * @param title says what goes on
 * @param make gets the trace and its name
 * @returns undefined if the user cancels it
 * @throws UserError if the file is no trace or too long; what `make` throws
 */
export async function makeOfTrace<T>(
  uri: vscode.Uri,
  title: string,
  make: (trace: ReadTrace, name: string, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const abort = new AbortController();
  const { signal } = abort;
  const work = async () => make(await read(uri, signal), basename(uri.path, '.deskside-trace'), signal);
  try {
    return await withProgress(work(), title, abort);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function read(uri: vscode.Uri, signal: AbortSignal): Promise<ReadTrace> {
  const { readTrace, readTraceFile } = await import('../../trace/readTrace');
  const reading = { mostBytes, signal };
  try {
    return uri.scheme === 'file'
      ? await readTraceFile(uri.fsPath, reading)
      : await readTrace(await piecesOf(uri), reading);
  } catch (error) {
    throw new UserError(`${oneLine(uri.fsPath, 200)}: ${reasonOf(error)}`);
  }
}

/** The bytes of a file that is not on this machine's disk: VS Code reads it only as a whole. */
async function piecesOf(uri: vscode.Uri): Promise<Iterable<Uint8Array>> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytes) throw new TraceError('tooLong', `This trace is longer than ${mostBytes / 1024 / 1024} MB.`);
  return cut(await vscode.workspace.fs.readFile(uri));
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof TraceError)) return `It can't be read: ${oneLine(String(error), 150)}.`;
  if (error.reason !== 'tooLong') return error.message;
  return `${error.message} The commands “deskside scenario” and “deskside replay” read longer ones, up to 256 MB.`;
}

/** The trace in the active editor. */
function shownTrace(): vscode.Uri | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile && input.uri.path.endsWith('.deskside-trace') ? input.uri : undefined;
}

async function askForTrace(title: string): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({ title, filters: { 'Deskside trace': ['deskside-trace'] } })) ?? [];
  return uri;
}
