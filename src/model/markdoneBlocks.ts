import { lookup } from '../base/guards';
import { setBounded } from '../base/collections';
import type { RecordOf } from '../protocol/records';

/** Calls without a reply that are remembered at most. */
const mostOpenCalls = 100;
/** Interactions that are remembered at most. */
const mostBlocked = 1000;

const services: Readonly<Record<string, boolean>> = {
  'interaction.blockMarkdone': true,
  'interaction.unblockMarkdone': false,
};

/** Which interactions a page keeps from being marked done, as its calls of blockMarkdone and unblockMarkdone tell. */
export class MarkdoneBlocks {
  readonly #open = new Map<string, { readonly id: string; readonly blocks: boolean }>();
  readonly #blocked = new Map<string, true>();

  has(id: string): boolean {
    return this.#blocked.has(id);
  }

  /** Takes in a record of a call. @returns the interaction that it blocks or unblocks, if any */
  changedBy(record: RecordOf<'call' | 'reply'>): string | undefined {
    const blocks = lookup(services, record.service);
    if (blocks === undefined) return undefined;
    if (record.kind === 'call') {
      const id = record.parameters?.[0];
      if (typeof id === 'string') setBounded(this.#open, record.callId, { id, blocks }, mostOpenCalls);
      return undefined;
    }
    const call = this.#open.get(record.callId);
    this.#open.delete(record.callId);
    if (call === undefined || record.outcome !== 'succeeded') return undefined;
    if (call.blocks) setBounded(this.#blocked, call.id, true, mostBlocked);
    else this.#blocked.delete(call.id);
    return call.id;
  }

  clear(): void {
    this.#open.clear();
    this.#blocked.clear();
  }
}
