import { opaqueOrigin } from '../protocol/handshake';

/** The origin of the page that holds this one in a frame, the opaque one if no browser tells, or undefined if none does. */
export function holderOf(page: Window): string | undefined {
  const { parent, document } = page;
  if (parent === page) return undefined;
  try {
    return parent.location.origin;
  } catch {
    // It is of another origin.
    return listed(page.location) ?? (document.referrer === '' ? opaqueOrigin : new URL(document.referrer).origin);
  }
}

/** Firefox had no such list for long; there it is who loaded this page. */
function listed({ ancestorOrigins }: Partial<Location>): string | undefined {
  return ancestorOrigins?.[0];
}
