import type { Configuration } from './configuration';
import { guarded } from './guarded';
import type { Recorder } from './recorder';
import { RelaySide } from './relaySide';
import type { LinkNews } from './relayLink';
import { onceSoon } from './timers';
import type { OpenTransport } from './transport';
import { WorkspaceSide } from './workspaceSide';

/** Set on the window by the bridge that speaks for it, so that one that is put in again does nothing. */
const mark = Symbol.for('deskside.bridge');

/** How a bridge came into its page, and how it reaches the relay from there. */
export interface Way {
  readonly openTransport: OpenTransport;
  /** Hears how the connection fares. */
  readonly news: (news: LinkNews) => void;
  /** It may be in any page: it says nothing until the client library is there or Workspace has said something. */
  readonly waits: boolean;
}

/**
 * Starts the bridge in a page: observes at once, and speaks when the page has been read, because it then has its title
 * and a place for the private frame.
 *
 * @returns what it records with, or undefined if another bridge speaks for the page
 */
export function startBridge(
  page: Window,
  configuration: Configuration,
  { openTransport, news, waits }: Way,
): Recorder | undefined {
  if (!(waits ? isFree(page) : claim(page))) return undefined;
  let shown = !waits;
  let started = false;
  const startWhenDue = () => {
    if (started || !shown || page.document.readyState === 'loading') return;
    started = true;
    // A script tag may have brought its bridge in the meantime.
    if (waits && !claim(page)) return;
    workspaceSide.start();
    relaySide.start();
  };
  const startSoon = onceSoon(() => guarded(startWhenDue));
  const relaySide: RelaySide = new RelaySide(page, configuration.place, openTransport, news, (invocation) =>
    workspaceSide.invoke(invocation),
  );
  const workspaceSide = new WorkspaceSide(page, configuration, relaySide.recorder, () => {
    if (shown) return;
    shown = true;
    startSoon();
  });
  if (page.document.readyState === 'loading') {
    page.document.addEventListener('DOMContentLoaded', () => guarded(startWhenDue), { once: true });
  } else guarded(startWhenDue);
  return relaySide.recorder;
}

function isFree(page: Window): boolean {
  return !Object.hasOwn(page, mark);
}

function claim(page: Window): boolean {
  return isFree(page) && Reflect.defineProperty(page, mark, { value: true });
}
