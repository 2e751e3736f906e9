import * as v from 'valibot';
import type { Witness } from '../../chaos/support/witness';
import { until } from '../../support/until';
import type { Product } from './product';

const patienceMs = 30_000;

/** Each extension host writes this before the first record; all of one window write into the same log. */
const beginning = 'the relay runs here';

/** A record as the log has it at its most talkative. */
const recordSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    seq: v.number(),
    kind: v.string(),
    lost: v.optional(v.number()),
    data: v.optional(v.object({ mark: v.string() })),
  }),
);
type Entry = 'beginning' | v.InferOutput<typeof recordSchema>;

/** Shows a witness the records in the event log, in the order in which they came, each once. */
export class LoggedRecords {
  #read = 0;

  constructor(
    private readonly product: Product,
    private readonly witness: Witness,
  ) {}

  /** Goes on until the witness has seen all that the page made. */
  async untilComplete(): Promise<void> {
    await until(
      () => `the last record: ${String(this.witness)}`,
      async () => {
        for (const entry of (await this.#entries()).slice(this.#read)) this.#take(entry);
        return this.witness.complete;
      },
      patienceMs,
    );
  }

  #take(entry: Entry): void {
    this.#read++;
    if (entry === 'beginning') {
      this.witness.newTool();
      return;
    }
    const { data, ...record } = entry;
    this.witness.got(1, { ...record, mark: data?.mark });
  }

  async #entries(): Promise<Entry[]> {
    const [log = ''] = (await this.product.files('Deskside Events.log')).values();
    const lines = log.split('\n').slice(0, -1);
    return lines.flatMap((line): Entry[] => {
      if (line.includes(beginning)) return ['beginning'];
      const record = v.safeParse(recordSchema, / \[trace\] (.*)$/.exec(line)?.[1]);
      return record.success ? [record.output] : [];
    });
  }
}
