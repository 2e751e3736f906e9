import type { Configuration } from './configuration';
import { guarded } from './guarded';
import { RelaySide } from './relaySide';
import type { OpenTransport } from './transport';
import { WorkspaceSide } from './workspaceSide';

/** Set on the window by the first bridge, so that one that is put in again does nothing. */
const mark = Symbol.for('deskside.bridge');

/**
 * Starts the bridge in a page: observes at once, and speaks when the page has been read, because it then has its title
 * and a place for the private frame.
 */
export function startBridge(page: Window, configuration: Configuration, openTransport: OpenTransport): void {
  if (Object.hasOwn(page, mark)) return;
  Object.defineProperty(page, mark, { value: true });
  const relaySide: RelaySide = new RelaySide(page, configuration, openTransport, (invocation) =>
    workspaceSide.invoke(invocation),
  );
  const workspaceSide = new WorkspaceSide(page, configuration, relaySide.recorder);
  const start = () =>
    guarded(() => {
      workspaceSide.start();
      relaySide.start();
    });
  if (page.document.readyState === 'loading') {
    page.document.addEventListener('DOMContentLoaded', start, { once: true });
  } else start();
}
