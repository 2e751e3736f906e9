import { Signal } from '../../base/signal';
import type { Page } from '../../session/page';
import { logTime } from '../text/timeText';
import { withoutColumns } from './logLine';
import type { RecordLine } from './logLine';

/** Lines of one page that are kept. */
const mostLines = 2000;
/** The array is cut when it has grown so far beyond, so that cutting costs little for each line. */
const slack = 1.5;

/** Interactions that have a new line. */
export interface StoryChange {
  readonly page: Page;
  readonly interactions: ReadonlySet<string>;
}

interface Kept {
  readonly epoch: number;
  lines: RecordLine[];
}

/** The last lines of the log by page, so that those about one interaction can be shown by themselves. */
export class Stories {
  readonly onLines = new Signal<StoryChange>();
  readonly #kept = new WeakMap<Page, Kept>();

  /** Takes in lines about records of a page. Lines of an earlier load of the page go: ids may begin anew. */
  add(page: Page, lines: readonly RecordLine[]): void {
    const shown = lines.filter(({ level, about }) => level !== 'debug' && about.length > 0);
    if (shown.length === 0) return;
    const { epoch } = page.info;
    const before = this.#kept.get(page);
    const kept = before?.epoch === epoch ? before : { epoch, lines: [] };
    this.#kept.set(page, kept);
    kept.lines.push(...shown);
    if (kept.lines.length > mostLines * slack) kept.lines = kept.lines.slice(-mostLines);
    this.onLines.emit({ page, interactions: new Set(shown.flatMap(({ about }) => about)) });
  }

  /** The lines about an interaction, oldest first, each with its time; beside an editor there is no room for columns. */
  text(page: Page, interaction: string): string {
    const lines = this.#kept.get(page)?.lines.filter(({ about }) => about.includes(interaction)) ?? [];
    if (lines.length === 0)
      return 'Nothing has been logged about this interaction since VS Code connected to its page.\n';
    return lines.map(({ time, text }) => `${logTime(time)} ${withoutColumns(text)}\n`).join('');
  }
}
