import * as v from 'valibot';
import { bridgeFrameName } from '../api/bridgeReference';
import { keyForm } from '../base/base64url';
import type { Place } from '../protocol/messages';
import { hasLibrary, watchLibrary } from './libraryWatch';

/** Where the bridge sits and which relay it reports to. */
export interface Configuration {
  /** Origin of the relay, such as `http://127.0.0.1:PORT`. */
  readonly relay: string;
  readonly place: Place;
  /** The nonce of the bridge's script tag, or empty. */
  readonly nonce: string;
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

/** Whether the page is shown by a simulated Workspace that has a bridge, which reports what its widgets do. */
export function isReportedFor({ parent }: Window): boolean {
  try {
    return Reflect.get(parent, bridgeFrameName) !== undefined;
  } catch {
    // A window of another origin lets nobody ask for a name that it has not.
    return false;
  }
}

/** The same where the page itself opens the connection. */
export interface KeyConfiguration extends Configuration {
  readonly key: string;
  /** Of the relay's own page: the origin of the page that holds it in a frame, if one does. */
  readonly holder?: string | undefined;
}

export const keySchema = v.pipe(v.string(), v.regex(keyForm));
