import type { Refusal } from '../../protocol/messages';
import type { RelayOwner } from './relayAddress';

/** What a report on the connection calls the place where it is made, and what can be done there: in VS Code, or with a command. */
export interface DiagnosisAdvice {
  /** Where the report is made, to go on after "of". */
  readonly here: string;
  /** Who runs the relay. */
  readonly owners: Readonly<Record<RelayOwner, string>>;
  /** How Deskside is started. */
  readonly start: string;
  /** Another program has the relay's port. */
  readonly otherOnPort: string;
  /** Nothing answers on the relay's port. */
  readonly nothingOnPort: string;
  /** How a page gets a valid script tag. */
  readonly newScriptTag: string;
  /** How the origin of a page that was turned away, which has the key, is let in. */
  allowOrigin(refusal: Pick<Refusal, 'origin' | 'held'>, owner: RelayOwner | undefined): string;
  /** A way to a page that has not connected, beside the script tag. */
  readonly otherWay: string | undefined;
  /** Where it stands why Workspace refused a service. */
  readonly whyRefused: string;
}

/** Whose page it must be that is let in. */
export function whoseOrigin(held: boolean | undefined): string {
  return held === true ? 'it is your Workspace' : 'the page is yours';
}

/** What can be done in a window of VS Code. */
export const editorAdvice: DiagnosisAdvice = {
  here: 'this window',
  owners: { here: 'run by this window', otherWindow: 'run by another window', elsewhere: 'one that runs by itself' },
  start: 'Run “Deskside: Start”.',
  otherOnPort: 'End that program, or choose another port in the setting deskside.port.',
  nothingOnPort: 'Run “Deskside: Start” again, or look whether a firewall or a proxy stands in between.',
  newScriptTag: 'Run “Deskside: Copy Bridge Script Tag” and put the tag into the page again.',
  allowOrigin: ({ held }) => `Run “Deskside: Allow Origin…” if ${whoseOrigin(held)}.`,
  otherWay: 'Or use “Deskside: Attach to Debug Session”, which needs none of this.',
  whyRefused: 'Hover the page in the view Interactions: there is what Workspace said.',
};
