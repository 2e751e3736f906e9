import type * as vscode from 'vscode';
import { DisposableStore, onDispose } from '../../base/disposable';
import { traceNotes } from '../../presentation/timeline/traceNotes';
import { TraceError } from '../../trace/format';
import { TraceRecords } from '../../trace/traceRecords';
import { oneLine } from '../../presentation/text/text';
import type { TimelineActions } from './timelineActions';
import { TimelineWebview } from './timelineWebview';
import { mostBytesElsewhere, openTraceBytes } from './traceBytes';
import type { OpenTrace } from './traceBytes';

/** What is shown of a trace: beyond that a timeline tells nobody anything. */
const bounds = { bytes: 512 * 1024 * 1024, records: 1_000_000 };

interface Parts {
  readonly actions: TimelineActions;
  readonly extensionUri: vscode.Uri;
  readonly failed: (error: unknown) => void;
}

/** Shows traces in editors that change nothing. */
export class TraceEditors {
  constructor(private readonly parts: Parts) {}

  /** Shows a trace in the panel of its editor. */
  async show(document: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    const owned = new DisposableStore();
    panel.onDidDispose(() => owned.dispose());
    const { uri } = document;
    const file = await openOrProblem(uri);
    const bytes = typeof file === 'string' ? { size: 0, read: () => Promise.resolve(new Uint8Array()) } : file;
    if (typeof file !== 'string') owned.add(onDispose(() => void file.close().catch(this.parts.failed)));
    const records = new TraceRecords(bytes, bounds);
    const webview = owned.add(this.#webview(panel, records));
    const abort = new AbortController();
    owned.add(onDispose(() => abort.abort()));
    let problem = typeof file === 'string' ? file : undefined;
    try {
      if (problem === undefined) await records.load(() => webview.feed.changed(), abort.signal);
    } catch (error) {
      problem = problemOf(uri, error);
    }
    webview.feed.setNotes(
      traceNotes({
        problem,
        damage: records.damage,
        shown: records.isCut ? { ...bounds, records: records.lastId, of: bytes.size } : undefined,
        masked: records.header?.masking.values,
      }),
    );
    webview.feed.changed();
  }

  #webview(panel: vscode.WebviewPanel, records: TraceRecords): TimelineWebview {
    const { actions, extensionUri, failed } = this.parts;
    return new TimelineWebview(panel.webview, extensionUri, records, {
      selected: () => undefined,
      act: ({ action, rows }) => void actions.run(action, rows, records).catch(failed),
      failed,
    });
  }
}

async function openOrProblem(uri: vscode.Uri): Promise<OpenTrace | string> {
  try {
    return await openTraceBytes(uri);
  } catch (error) {
    return problemOf(uri, error);
  }
}

function problemOf(uri: vscode.Uri, error: unknown): string {
  if (error instanceof TraceError) return error.message;
  const reason = error instanceof Error ? oneLine(error.message, 300) : 'it can’t be read';
  const limit = `${mostBytesElsewhere / 1024 / 1024} MB`;
  return uri.scheme === 'file'
    ? `This trace can’t be opened: ${reason}.`
    : `This trace can’t be opened: ${reason}. Outside of this machine's disk traces of at most ${limit} are opened; save it there first.`;
}
