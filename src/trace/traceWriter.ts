import type { LoadedPage } from '../model/history/recordEntry';
import type { PageRecord } from '../protocol/records';
import { encodeLine, traceFormat, traceVersion } from './format';
import { Masker } from './masker';

/** How a trace is written. */
export interface TraceOptions {
  /** The version of Deskside. */
  readonly product: string;
  /** When the recording begins, in milliseconds since 1970. */
  readonly begun: number;
  /** Keys whose values stay; undefined where nothing is masked. */
  readonly masking: { readonly allowedKeys: readonly string[] } | undefined;
}

/** What a trace needs to know of a page. */
export type TracedPage = LoadedPage;

/** How many stand-ins of each form a part of a trace may have: those of the next part begin above. */
const standInsOfPart = 1_000_000;

/** Makes the lines of one trace. */
export class TraceWriter {
  readonly #masker: Masker | undefined;
  /** The load that was last written of each page. */
  readonly #loads = new Map<string, number>();

  /** @param partsBefore how many parts the trace has already, each written by a writer of its own */
  constructor(
    private readonly options: TraceOptions,
    partsBefore = 0,
  ) {
    const { masking } = options;
    this.#masker = masking === undefined ? undefined : new Masker(masking, partsBefore * standInsOfPart);
  }

  /** The line with which a later part begins. */
  resumed(time: number): string {
    return encodeLine({ resumed: { time } });
  }

  /** The first line. */
  header(): string {
    const { product, begun, masking } = this.options;
    return encodeLine({
      format: traceFormat,
      version: traceVersion,
      product,
      begun,
      masking: { values: masking !== undefined, allowedKeys: [...(masking?.allowedKeys ?? [])] },
    });
  }

  /** The lines for records of a page; one about the load goes before the first of each load. */
  lines(page: TracedPage, records: readonly PageRecord[]): string {
    const { page: id, epoch } = page;
    const lines = records.map((record) =>
      encodeLine({ page: id, epoch, record: this.#masker?.record(record) ?? record }),
    );
    if (this.#loads.get(id) !== epoch) {
      this.#loads.set(id, epoch);
      lines.unshift(this.#loadLine(page));
    }
    return lines.join('');
  }

  #loadLine({ page, epoch, title, location, origin, place }: TracedPage): string {
    const masker = this.#masker;
    return encodeLine({
      load: {
        page,
        epoch,
        title: masker?.sentence(title) ?? title,
        location: masker?.address(location) ?? location,
        origin,
        place,
      },
    });
  }
}
