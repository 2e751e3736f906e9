import * as v from 'valibot';
import { bridgeFrameName } from '../../api/bridgeReference';
import { keyForm } from '../../base/base64url';
import type { Place } from '../../protocol/messages';
import type { PageKey } from '../../protocol/connection/pageProof';
import { hasLibrary, watchLibrary } from '../observe/libraryWatch';
import { asWindow, parentOf } from '../observe/workspaceWindow';

/** Where the bridge sits and which relay it reports to. */
export interface Configuration {
  /** Origin of the relay, such as `http://127.0.0.1:PORT`. */
  readonly relay: string;
  readonly place: Place;
  /** Of the relay's own page: the origin of the page that holds it in a frame, if one does. */
  readonly holder?: string | undefined;
  /** The nonce of the bridge's script tag, or empty. */
  readonly nonce: string;
  /** Whether each call of the page is recorded with its place in the code. */
  readonly callSites: boolean;
  /** What the user is told where the page is not inside Workspace. */
  readonly outside: string;
  /** How the client library is found, where a page may have one. */
  readonly library?: { readonly isThere: typeof hasLibrary; readonly watch: typeof watchLibrary };
}

/** What a bridge is told that sits in a widget, however it came there. */
export const inWidget = {
  place: 'widget',
  outside:
    'The page is not inside Workspace. Open it there or in the simulated Workspace, or give Workspace’s window to targetWWEWindow.',
  library: { isThere: hasLibrary, watch: watchLibrary },
} as const;

/**
 * Whether the page is one of a simulated Workspace that has a bridge, which reports what its widgets do: in a frame of it,
 * however deep, or in a window that it opened.
 */
export function isReportedFor(page: Window): boolean {
  for (let at: Window | undefined = page; at !== undefined; at = parentOf(at)) {
    const opener = asWindow(at.opener);
    if ((at !== page && hasBridgeFrame(at)) || (opener !== undefined && hasBridgeFrame(opener))) return true;
  }
  return false;
}

/** Whether a window shows a simulated Workspace that has a bridge. */
export function hasBridgeFrame(window: WindowProxy): boolean {
  try {
    return asWindow(Reflect.get(window, bridgeFrameName)) !== undefined;
  } catch {
    // A window of another origin lets nobody ask for a name that it has not.
    return false;
  }
}

/** The same where the page itself opens the connection. */
export interface KeyConfiguration extends Configuration, PageKey {}

export const keySchema = v.pipe(v.string(), v.regex(keyForm));
