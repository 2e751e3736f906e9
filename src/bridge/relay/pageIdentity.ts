import * as v from 'valibot';
import { epoch, pageId, seq } from '../../protocol/pageMessages';
import { parentOf } from '../observe/workspaceWindow';
import { jsonText } from '../records/snapshot';
import { wallTime } from '../timers';

/** Which page this is to the relay. */
export interface PageIdentity {
  readonly page: string;
  /**
   * Grows with each load. It is the time, and not a number counted on: a duplicated tab, and a browser that brings back an
   * old session, would count on from the same number.
   */
  readonly epoch: number;
  /** How many records its earlier loads made. */
  readonly recordedBefore: number;
}

/** One load of a page. */
export interface PageLoad {
  readonly identity: PageIdentity;
  /** Whether the load before ended without saying so: it may have made more records than it had stored. */
  readonly afterCrash: boolean;
  /**
   * Stores for the next load how many records this one has made.
   *
   * @param ended whether these are all
   */
  readonly count: (records: number, ended?: boolean) => void;
}

/**
 * What is stored for the next load: `recordedBefore` is what that will have before it, if `ended` says that the load was
 * left in order, or at least if not.
 */
export const storedSchema = v.strictObject({
  page: pageId,
  epoch,
  recordedBefore: seq,
  ended: v.optional(v.literal(true)),
});

/**
 * The page's id, which outlives a reload, with an epoch of its own, and the records of the loads before. It is kept in the
 * session storage, which frames of one origin in a tab share: so the key says where in the tab the frame sits and what it
 * shows. A page without storage (sandboxed, say) has a new id with each load. A duplicated tab has a copy of the storage
 * and so the same id: the relay then ends the older connection as replaced, and that page goes on under a new id, over
 * reloads too.
 *
 * @param storage gives the session storage or throws
 * @param anew whether it is to have a new id, whatever is kept
 */
export function loadIdentity(storage: () => Storage, key: string, anew = false): PageLoad {
  let stored = attempt(() => storage().getItem(key));
  const before = v.safeParse(
    storedSchema,
    attempt(() => JSON.parse(stored ?? 'null') as unknown),
  );
  const fresh = newIdentity();
  const goesOn = before.success && !anew;
  const identity: PageIdentity = goesOn
    ? {
        page: before.output.page,
        epoch: Math.max(before.output.epoch + 1, fresh.epoch),
        recordedBefore: before.output.recordedBefore,
      }
    : fresh;
  return {
    identity,
    afterCrash: goesOn && before.output.ended !== true,
    count(records, ended) {
      const recordedBefore = identity.recordedBefore + records;
      const next = jsonText({ ...identity, recordedBefore, ...(ended === true ? { ended } : {}) });
      // Without storage there is nothing to keep, and once a later load counts, this one came back from the browser's cache.
      if (stored === undefined || stored === next || stored !== attempt(() => storage().getItem(key))) return;
      attempt(() => storage().setItem(key, next));
      stored = next;
    },
  };
}

/** An identity that nobody else has, for this load only. */
export function newIdentity(): PageIdentity {
  return {
    page: randomId(),
    epoch: wallTime(),
    recordedBefore: 0,
  };
}

/** Only a page without `crypto` gets numbers that can be guessed, which is no harm: the id is no secret. */
function randomId(): string {
  const bytes = new Uint8Array(16);
  const random: ArrayLike<number> =
    attempt(() => crypto.getRandomValues(bytes)) ?? Array.from(bytes, () => Math.round(Math.random() * 255));
  return Array.from(random, (byte) => (byte + 256).toString(16).slice(1)).join('');
}

/** The key for a frame: the way to it from the top of the tab by the numbers of the frames, and its path. */
export function identityKey(frame: Window, pathname: string): string {
  return `deskside.page ${wayTo(frame).join('.')} ${pathname}`;
}

/** Which frame to take in each window, from the outermost one on. */
function wayTo(frame: Window): readonly number[] {
  const around = parentOf(frame);
  if (around === undefined) return [];
  return [...wayTo(around), Array.from({ length: around.length }, (_, index) => around[index]).indexOf(frame)];
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
