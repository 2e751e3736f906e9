import type { RecordEntry } from '../../model/history/recordEntry';
import { isSimulator } from '../../presentation/connection/pageFacts';
import type { InvokeResult } from '../../protocol/messages';
import type { LiveInteraction, PageRecord, RecordOf } from '../../protocol/records';
import type { Page } from '../../session/page';
import { Masker } from '../../trace/masker';

/** The last records of a load whose values are known when a sentence is searched for them. */
const mostLearned = 2_000;

/**
 * Hides the values of customers from agents, as traces do, with the same stand-ins in all that one agent reads. Values of
 * the simulated Workspace are nobody's and stay.
 */
export class PageMasking {
  readonly #masker = new Masker();
  /** The newest entry of each page whose values are known. */
  readonly #learned = new WeakMap<Page, number>();

  /** @param showsValues whether the user shows agents the values of customers now */
  constructor(private readonly showsValues: () => boolean) {}

  /** Whether values of this page are hidden. */
  hides({ info }: Page): boolean {
    return !isSimulator(info) && !this.showsValues();
  }

  /** The record of an entry, if it is still held. */
  record(page: Page, entry: RecordEntry): PageRecord | undefined {
    const record = page.history.read(entry);
    if (record === undefined || !this.hides(page)) return record;
    this.#learn(page);
    return this.#masker.record(record);
  }

  /** The interactions of a page. */
  interactions(page: Page): readonly LiveInteraction[] {
    const interactions = [...page.desk.interactions.values()];
    if (!this.hides(page)) return interactions;
    const masked = this.#masker.record({ kind: 'desk', seq: 1, time: 0, interactions });
    return masked.kind === 'desk' ? (masked.interactions ?? []) : [];
  }

  /** A sentence that came from a page, such as its title. */
  sentence(page: Page, text: string): string {
    if (!this.hides(page)) return text;
    this.#learn(page);
    return this.#masker.sentence(text);
  }

  /** How a call on a page ended. */
  result(page: Page, service: string, result: InvokeResult): InvokeResult {
    if (!this.hides(page)) return result;
    this.#learn(page);
    const reply: RecordOf<'reply'> = { kind: 'reply', seq: 1, time: 0, callId: 'agent', service, ...result };
    const masked = this.#masker.record(reply);
    if (masked.kind !== 'reply') return { outcome: result.outcome, durationMs: result.durationMs };
    const { data, errorMessage } = masked;
    return {
      ...result,
      ...(data === undefined ? {} : { data }),
      ...(errorMessage === undefined ? {} : { errorMessage }),
    };
  }

  /** Whether a value is a stand-in for one of a page that is hidden. */
  isStandIn(page: Page, value: string | number): boolean {
    return this.hides(page) && this.#masker.isStandIn(value);
  }

  /** Meets the values in the records of a page, so that sentences which name one are masked whichever is read first. */
  #learn(page: Page): void {
    const known = this.#learned.get(page) ?? 0;
    const fresh: RecordEntry[] = [];
    for (const entry of page.history.newest()) {
      if (entry.id <= known || fresh.length >= mostLearned) break;
      fresh.push(entry);
    }
    this.#learned.set(page, fresh[0]?.id ?? known);
    for (const entry of fresh.toReversed()) {
      const record = page.history.read(entry);
      if (record !== undefined) this.#masker.record(record);
    }
  }
}
