import type { Disposable } from '../base/disposable';
import { isFunction } from '../base/function';
import { isRecordObject } from '../base/json';
import { voiceName } from './voiceName';

const privateHost = 'deskside-bridge';

/** A window of the bridge's own, from which it speaks to Workspace. */
export interface PrivateFrame extends Disposable {
  readonly window: Window;
  /** Sends a message whose sender, for the one who gets it, is that window. */
  post(target: WindowProxy, message: object): void;
}

/**
 * Opens a hidden frame of the page's own origin with a small script in it: who posts is the window whose script
 * runs. It stands in a shadow tree, so that neither `window.length` nor `frames` nor a query for frames shows it.
 * Resolves to undefined where the page forbids it (content security policy, sandbox).
 *
 * @param script address of bridgeVoice.js
 * @param nonce the nonce of the bridge's own script tag, for pages that ask for one
 */
export async function openPrivateFrame(
  page: Document,
  script: string,
  nonce: string,
): Promise<PrivateFrame | undefined> {
  const host = page.createElement(privateHost);
  try {
    host.hidden = true;
    const frame = page.createElement('iframe');
    host.attachShadow({ mode: 'closed' }).append(frame);
    await loaded(frame, () => page.documentElement.append(host));
    const { contentDocument: inside, contentWindow: window } = frame;
    if (inside === null || window === null) throw new Error('no access');
    // Where the debugger puts scripts into new frames, the voice is there already, whatever the page's policy.
    if (!(voiceName in window)) {
      const tag = inside.createElement('script');
      if (nonce !== '') tag.nonce = nonce;
      await loaded(tag, () => {
        tag.src = script;
        inside.head.append(tag);
      });
    }
    const voice: unknown = Reflect.get(window, voiceName);
    if (!isFunction(voice)) throw new Error('no voice');
    return {
      window,
      post: (target, message) => void Reflect.apply(voice, undefined, [target, message]),
      dispose: () => host.remove(),
    };
  } catch {
    host.remove();
    return undefined;
  }
}

/** Whether a window is the private frame of some bridge. */
export function isPrivateFrame(window: Window): boolean {
  try {
    // Of the parent's realm, whose classes are not this window's.
    const root: unknown = window.frameElement?.getRootNode();
    const host = isRecordObject(root) ? root.host : undefined;
    return isRecordObject(host) && host.localName === privateHost;
  } catch {
    // The parent is of another origin, or sandboxed.
    return false;
  }
}

function loaded(element: HTMLElement, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve(), { once: true });
    element.addEventListener('error', reject, { once: true });
    begin();
  });
}
