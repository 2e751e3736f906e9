/**
 * How sure a fact about the Service Client API is.
 *
 * - `doc`: the vendor's reference or public sample says so.
 * - `seen`: observed by running the public client library, or in public code that ran against a live Workspace.
 * - `assumed`: our best guess, to be corrected by one who has a live Workspace.
 */
export type Evidence = 'doc' | 'seen' | 'assumed';
