import { loopbackNames, opaqueOrigin } from '../../protocol/handshake';
import { limits } from '../../protocol/limits';

/**
 * The origin of the page that holds this one in a frame, the opaque one if no browser tells, or undefined if none does. Of
 * several around each other it is the first of another origin than this page's: it may hold the simulated Workspace, which holds
 * this page.
 */
export function embedderOf(page: Window): string | undefined {
  if (page.parent === page) return undefined;
  const own = ownOrigins(page.location);
  const holder = originsAround(page).find((origin) => !own.includes(origin)) ?? page.location.origin;
  return holder.length > limits.shortText ? opaqueOrigin : holder;
}

/** The origins of the pages around this one, from the inside, as far as the browser tells; the opaque one for the rest. */
function originsAround(page: Window): string[] {
  const listed = list(page.location);
  if (listed !== undefined) return Array.from(listed);
  const origins: string[] = [];
  for (let inner = page; inner !== inner.parent; inner = inner.parent) {
    try {
      origins.push(inner.parent.location.origin);
    } catch {
      // It is of another origin: the page in it knows who loaded it, and nobody knows who is around that.
      const { referrer } = inner.document;
      const beyond = inner.parent.parent === inner.parent ? [] : [opaqueOrigin];
      return [...origins, referrer === '' ? opaqueOrigin : new URL(referrer).origin, ...beyond];
    }
  }
  return origins;
}

/** Firefox had no such list for long. */
function list({ ancestorOrigins }: Partial<Location>): ArrayLike<string> | undefined {
  return ancestorOrigins;
}

/** The relay that serves this page goes by two names. */
function ownOrigins({ origin, protocol, hostname }: Location): string[] {
  const port = origin.slice(`${protocol}//${hostname}`.length);
  return loopbackNames.includes(hostname) ? loopbackNames.map((name) => `${protocol}//${name}${port}`) : [origin];
}
