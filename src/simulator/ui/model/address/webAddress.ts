import { oneLine } from '../../../../base/text/oneLine';
import type { AgentProfile } from '../../../desk/state/types';

/** An address that can be shown in a frame, or one sentence why not. */
export type WebAddress = { readonly url: string } | { readonly refused: string };

/** Checks an address that came from a user or a widget: only http and https are shown. */
export function checkWebAddress(text: string): WebAddress {
  const url = parse(text);
  if (url === undefined) return { refused: 'This is not a whole address. Write it like http://localhost:5173/.' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { refused: `Addresses that begin with ${url.protocol} are not shown. Use http: or https:.` };
  }
  return { url: url.href };
}

const interactionVariable = '$Interaction.Id$';

/** Whether an address makes sense only for an interaction. */
export function wantsInteraction(address: string): boolean {
  return address.includes(interactionVariable);
}

/** Fills in the variables of a web content's address, as Workspace does (reference). */
export function fillIn(address: string, agent: AgentProfile, interactionId: string | undefined): string {
  return address
    .replaceAll('$Agent.FullName$', () => encodeURIComponent(`${agent.firstname} ${agent.lastname}`))
    .replaceAll(interactionVariable, () => encodeURIComponent(interactionId ?? ''));
}

/** A short name for what an address leads to. */
export function nameOfAddress(text: string): string {
  const url = parse(text);
  if (url === undefined) return oneLine(text, 40);
  const last = url.pathname.split('/').findLast((part) => part !== '' && !part.startsWith('index.'));
  return last === undefined ? url.host : `${last} (${url.host})`;
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
