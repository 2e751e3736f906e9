import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import type { PageInfo } from '../protocol/messages';
import { logPayload, PageLog } from '../session/presentation/logLine';
import type { LogLine } from '../session/presentation/logLine';
import { isSimulator, pageLogName } from '../session/presentation/pageFacts';
import { pageLines, statusLine } from '../session/presentation/pageLines';
import { RefusalLog } from '../session/presentation/refusalLog';
import { oneLine } from '../session/presentation/text';
import { exactTime, timeText } from '../session/presentation/timeText';
import type { Page } from '../session/page';
import type { PageRecords, Session } from '../session/session';
import { readOrDefault, settings } from './settings';

/** A record that comes later than this after it happened is told with its own time: it was kept for us. */
const freshMs = 5000;

/** Writes what happens on the pages and with the connection to the channel Deskside Events. */
export class EventsLog implements Disposable {
  readonly #owned = new DisposableStore();
  #pages: ReadonlyMap<string, PageInfo> = new Map();
  #lastStatus = statusLine({ kind: 'off' }).text;
  readonly #refusals = new RefusalLog();
  readonly #logs = new WeakMap<Page, PageLog>();

  constructor(
    private readonly channel: vscode.LogOutputChannel,
    private readonly session: Session,
  ) {
    this.#owned.add(session.onRecords.on((records) => this.#writeRecords(records)));
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
    this.channel[level](text);
  }

  #writeRecords({ page, records }: PageRecords): void {
    const tracing = this.channel.logLevel === vscode.LogLevel.Trace;
    const showValues = tracing && readOrDefault(settings.showValues);
    // Nobody's data are in what the simulated Workspace says, and a widget's author needs to read it.
    const showErrors = showValues || isSimulator(page.info);
    const from = this.session.pages.size > 1 ? `[${oneLine(pageLogName(page.info), 24)}] ` : '';
    const now = Date.now();
    const log = this.#logOf(page);
    for (const record of records) {
      const { level, text } = log.line(record, showErrors);
      const time = now - record.time > freshMs ? timeText(record.time, exactTime) : undefined;
      this.write({ level, text: `${from}${text}${time === undefined ? '' : `  (at ${time})`}` });
      if (tracing) this.write({ level: 'trace', text: `${from}${logPayload(record, showValues)}` });
    }
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
    for (const line of lines) this.write(line);
    if (lines.length > 0) this.#refusals.clear();
    this.#pages = now;
  }

  /** Attempts to connect again and again end the same way each time; that is said once. */
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
