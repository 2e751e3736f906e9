import * as v from 'valibot';
import { epoch, pageId } from '../protocol/pageMessages';

/** Which page this is to the relay. */
export interface PageIdentity {
  readonly page: string;
  readonly epoch: number;
}

export const storedSchema = v.strictObject({ page: pageId, epoch });

/**
 * The page's id, which outlives a reload, with the load counted on. It is kept in the session storage, which frames of
 * one origin in a tab share: so the key says where in the tab the frame sits and what it shows. A page without storage
 * (sandboxed, say) has a new id with each load. A duplicated tab has a copy of the storage and so the same id: the relay
 * then ends the older connection as replaced, and that page goes on under a new id.
 *
 * @param storage gives the session storage or throws
 */
export function loadIdentity(storage: () => Storage, key: string): PageIdentity {
  const before = v.safeParse(
    storedSchema,
    attempt(() => JSON.parse(storage().getItem(key) ?? 'null') as unknown),
  );
  const identity = before.success ? { ...before.output, epoch: before.output.epoch + 1 } : newIdentity();
  attempt(() => storage().setItem(key, JSON.stringify(identity)));
  return identity;
}

/** An identity that nobody else has, for this load only. */
export function newIdentity(): PageIdentity {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return { page: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), epoch: 1 };
}

/** The key for a frame: the way to it from the top of the tab by the numbers of the frames, and its path. */
export function identityKey(frame: Window, pathname: string): string {
  const way: number[] = [];
  for (let window = frame; window !== window.parent; window = window.parent) {
    const siblings = window.parent;
    way.unshift(Array.from({ length: siblings.length }, (_, index) => siblings[index]).indexOf(window));
  }
  return `deskside.page ${way.join('.')} ${pathname}`;
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
