import * as v from 'valibot';

/** How long a browser on this machine may take to list what it shows. */
const listTimeoutMs = 5000;

const targetsSchema = v.array(
  v.object({
    id: v.string(),
    type: v.string(),
    url: v.string(),
    parentId: v.optional(v.string()),
    webSocketDebuggerUrl: v.optional(v.string()),
  }),
);
type Target = v.InferOutput<typeof targetsSchema>[number];

/** A frame that a browser shows in a process of its own. */
export interface PresentFrame {
  readonly id: string;
  /** Where the frame speaks the Chrome DevTools Protocol. */
  readonly address: string;
}

/**
 * The frames of other sites that a browser shows already. VS Code's debugger, when it attaches to a page, takes up only
 * those that come later (seen in 1.100 and in its source of 2026).
 * @param browser where it lets itself be debugged, such as `http://localhost:9222`
 * @param pageFilter only in pages with an address like this, where `*` stands for anything
 * @returns none if the browser does not answer
 */
export async function presentFrames(browser: string, pageFilter?: string): Promise<readonly PresentFrame[]> {
  const targets = await listTargets(browser);
  const byId = new Map(targets.map((target) => [target.id, target]));
  const fits = filterOf(pageFilter);
  return targets.flatMap((target) => {
    const { id, type, webSocketDebuggerUrl } = target;
    if (type !== 'iframe' || webSocketDebuggerUrl === undefined || !fits(pageOf(target, byId).url)) return [];
    return [{ id, address: webSocketDebuggerUrl }];
  });
}

async function listTargets(browser: string): Promise<readonly Target[]> {
  try {
    const response = await fetch(`${browser}/json/list`, { signal: AbortSignal.timeout(listTimeoutMs) });
    const read = v.safeParse(targetsSchema, await response.json());
    return read.success ? read.output : [];
  } catch {
    return [];
  }
}

/** The page that a frame is in, as far up as the browser tells. */
function pageOf(frame: Target, byId: ReadonlyMap<string, Target>): Target {
  const above = new Set<Target>();
  let target = frame;
  while (!above.has(target)) {
    above.add(target);
    target = byId.get(target.parentId ?? '') ?? target;
  }
  return target;
}

function filterOf(filter: string | undefined): (url: string) => boolean {
  if (filter === undefined || filter === '') return () => true;
  const parts = filter.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}/?$`, 'i');
  return (url) => pattern.test(url);
}
