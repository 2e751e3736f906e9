import * as v from 'valibot';
import type { Place } from '../protocol/messages';

/** Where the bridge sits and which relay it reports to. */
export interface Configuration {
  /** Origin of the relay, such as `http://127.0.0.1:PORT`. */
  readonly relay: string;
  readonly place: Place;
  /** The nonce of the bridge's script tag, or empty. */
  readonly nonce: string;
  /** What the user is told where the page is not inside Workspace. */
  readonly outside: string;
}

/** The configuration of a bridge that sits in a widget. */
export const inWidget = {
  place: 'widget',
  outside:
    'The page is not inside Workspace. Open it there or in the simulated Workspace, or give Workspace’s window to targetWWEWindow.',
} as const;

/** The same where the page itself opens the connection. */
export interface KeyConfiguration extends Configuration {
  readonly key: string;
  /** Of the relay's own page: the origin of the page that holds it in a frame, if one does. */
  readonly holder?: string | undefined;
}

export const keySchema = v.pipe(v.string(), v.regex(/^[\w-]{16,128}$/));
