import { isFunction } from '../base/guards';
import type { Configuration } from './entries/configuration';
import { guarded } from './guarded';
import { say } from './say';
import type { Recorder } from './records/recorder';
import { RelaySide } from './relay/relaySide';
import type { LinkChange } from './relay/pageLink';
import { later, onceSoon } from './timers';
import { watchDocument } from './observe/documentWatch';
import { parentOf } from './observe/workspaceWindow';
import type { OpenTransport } from '../protocol/connection/transport';
import { settledPage } from './workspace/settledPage';
import { WorkspaceSide } from './workspace/workspaceSide';

/**
 * Marks the window that has a bridge. A second bridge finds the mark, passes its configuration to the first, and stops.
 */
const mark = Symbol.for('deskside.bridge');

/** What a page's console says where no bridge has to speak. */
export const reportedText = 'the simulated Workspace reports for this page.';

/** How a bridge came into its page, and how it reaches the relay from there. */
export interface RelayAccess {
  readonly openTransport: OpenTransport;
  /** Hears how the connection fares, and says whether there is another relay to try. */
  readonly linkChanged: (change: LinkChange) => boolean;
  /** It may be in any page: it says nothing until the client library is there or Workspace has said something. */
  readonly waits: boolean;
  /** Receives the configurations of bridges that started later in the same page. */
  readonly add?: (tag: unknown) => void;
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
  { openTransport, linkChanged, waits, add }: RelayAccess,
): Recorder | undefined {
  const told =
    add &&
    ((tag: unknown) =>
      guarded(() => {
        add(tag);
        relaySide.retryNow();
      }));
  if (!(waits ? isFree(page) : claim(page, told))) return undefined;
  let shown = !waits;
  let started = false;
  const startWhenDue = () => {
    if (started || !shown || page.document.readyState === 'loading') return;
    started = true;
    // A script tag may have brought its bridge in the meantime.
    if (waits && !claim(page, told)) return;
    workspaceSide.start();
    watchDocument(page.document, later, {
      titleChanged: () => relaySide.retitle(),
      replaced: () => {
        workspaceSide.listen();
        relaySide.listen();
      },
    });
    // Whether a page that stands alone holds a simulated Workspace is known when that has loaded.
    if (parentOf(page) === undefined && page.opener === null) {
      void startWhenSettled();
    } else relaySide.start();
  };
  const startWhenSettled = async () => {
    await settledPage(page, later);
    guarded(() => relaySide.start());
  };
  const startSoon = onceSoon(startWhenDue);
  const relaySide: RelaySide = new RelaySide(page, configuration, openTransport, linkChanged, (invocation) =>
    workspaceSide.invoke(invocation),
  );
  const showUp = () => {
    if (shown) return;
    shown = true;
    startSoon();
  };
  // A page that holds a simulated Workspace learns only when that has loaded that it is reported for.
  const workspaceSide: WorkspaceSide = new WorkspaceSide(page, configuration, relaySide.recorder, showUp, () => {
    say('info', reportedText);
    relaySide.end();
  });
  if (page.document.readyState === 'loading') {
    page.document.addEventListener('DOMContentLoaded', () => guarded(startWhenDue), { once: true });
  } else guarded(startWhenDue);
  return relaySide.recorder;
}

function isFree(page: Window): boolean {
  return !Object.hasOwn(page, mark);
}

function claim(page: Window, add: RelayAccess['add']): boolean {
  return isFree(page) && Reflect.defineProperty(page, mark, { value: add });
}

/** Tells the bridge that speaks for the page what this one was given; false if it cannot be told. */
export function handOver(page: Window, tag: unknown): boolean {
  const add: unknown = Reflect.get(page, mark);
  if (!isFunction(add)) return false;
  add(tag);
  return true;
}
