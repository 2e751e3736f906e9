import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { isLogged } from '../../presentation/log/logFilter';
import type { LogFilter } from '../../presentation/log/logFilter';
import { logPayload, PageLog, withoutColumns } from '../../presentation/log/logLine';
import type { LogLine } from '../../presentation/log/logLine';
import { isSimulator, pageLogName } from '../../presentation/connection/pageFacts';
import { pageLines, statusLine } from '../../presentation/log/pageLines';
import { recordMark } from '../../presentation/log/recordLink';
import { RefusalLog } from '../../presentation/log/refusalLog';
import type { Stories } from '../../presentation/log/stories';
import { oneLine } from '../../presentation/text/text';
import { logTime } from '../../presentation/text/timeText';
import type { NumberedPageInfo, Page } from '../../session/page';
import type { PageRecords, Session } from '../../session/session';
import { readOrDefault, settings } from '../settings/settings';

/** No line is longer, payloads included. */
const longestLine = 21_000;

/** Writes what happens on the pages and with the connection to the channel Deskside Events. */
export class EventsLog implements Disposable {
  readonly #owned = new DisposableStore();
  #pages: ReadonlyMap<string, NumberedPageInfo> = new Map();
  #lastStatus = statusLine({ kind: 'off' }).text;
  readonly #refusals = new RefusalLog();
  readonly #logs = new WeakMap<Page, PageLog>();
  #filter = readFilter();

  constructor(
    private readonly channel: vscode.LogOutputChannel,
    private readonly session: Session,
    private readonly stories: Stories,
  ) {
    this.#owned.add(session.onRecords.on((records) => this.#writeRecords(records)));
    this.#owned.add(
      vscode.workspace.onDidChangeConfiguration(() => {
        this.#filter = readFilter();
      }),
    );
    this.#owned.add(session.onPages.on(() => this.#writePages()));
    this.#owned.add(session.onStatus.on(() => this.#writeStatus()));
    this.#owned.add(
      session.onRefused.on((refusal) => {
        const line = this.#refusals.line(refusal);
        if (line !== undefined) this.write(line);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  write({ level, text }: LogLine): void {
    this.channel[level](oneLine(text, longestLine));
  }

  #writeRecords({ page, records, changes }: PageRecords): void {
    const tracing = this.channel.logLevel === vscode.LogLevel.Trace;
    const showValues = tracing && readOrDefault(settings.showValues);
    // The simulated Workspace's reasons hold no customer's data, and widget authors need them.
    const showErrors = showValues || isSimulator(page.info);
    const from = this.session.pages.size > 1 ? `[${pageLogName(page.info, 24)}] ` : '';
    const log = this.#logOf(page);
    const lines = records.map((record, index) => {
      const line = log.line(record, showErrors, changes[index]);
      if (!isLogged(record, this.#filter)) return line;
      const id = this.session.history.idOf(page.info, record.seq);
      const mark = id === undefined ? '' : recordMark(id);
      // VS Code writes the time at which the line is written; the record may have waited on its way.
      const text = from === '' ? line.text : withoutColumns(line.text);
      this.write({ level: line.level, text: `${logTime(line.time)} ${from}${text}${mark}` });
      if (tracing) this.write({ level: 'trace', text: `${from}${logPayload(record, showValues)}` });
      return line;
    });
    this.stories.add(page, lines);
  }

  #logOf(page: Page): PageLog {
    const known = this.#logs.get(page);
    if (known !== undefined) return known;
    const log = new PageLog();
    this.#logs.set(page, log);
    return log;
  }

  #writePages(): void {
    const now = new Map([...this.session.pages].map(([id, page]) => [id, page.info]));
    const lines = pageLines(this.#pages, now);
    const isReload = [...now].some(([id, { epoch }]) => epoch !== (this.#pages.get(id)?.epoch ?? epoch));
    if (isReload && readOrDefault(settings.clearLogOnReload)) this.channel.clear();
    for (const line of lines) this.write(line);
    if (lines.length > 0) this.#refusals.clear();
    this.#pages = now;
  }

  /** Repeated attempts to connect end the same way; the log says so once. */
  #writeStatus(): void {
    const line = statusLine(this.session.status);
    if (line.level !== 'debug') {
      if (line.text === this.#lastStatus) return;
      this.#lastStatus = line.text;
      this.#refusals.clear();
    }
    this.write(line);
  }
}

/** Read once and when settings change: a flood of records asks for it often. */
function readFilter(): LogFilter {
  return { kinds: readOrDefault(settings.logKinds), services: readOrDefault(settings.logServices) };
}
