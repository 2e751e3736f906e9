import type { MethodSpec, ParameterSpec } from '../../api/method';
import { serviceName } from '../../api/catalogue';
import { pageName } from '../../presentation/connection/pageFacts';
import { stateOf, titleOf } from '../../presentation/interactions/interactionFacts';
import { quoted } from '../../presentation/text/text';
import type { Page } from '../../session/page';
import { escapedJson } from '../answer/escapedJson';
import { AgentRefusal } from '../refusal';

/** A call that an agent wants to make on a live page, as the user is asked about it. */
export interface LiveCall {
  /** One line: what is to be done, and on which page. */
  readonly title: string;
  /** What it means, and each argument whole, a line each; fit for the dialogs of VS Code as they are. */
  readonly details: readonly string[];
}

/** Characters of all arguments together: nobody reads more before saying yes, and dialogs cut it. */
const mostCharacters = 2_000;

/**
 * What could close a quotation or begin one, or become a link or an icon of VS Code's, and spaces that push text out of
 * sight, and marks that pile up. Apostrophes stay, and so do the quotation marks of JSON, which it escapes itself.
 */
const misleading =
  /(?!['"])\p{Quotation_Mark}|[`\u00b4\u2032-\u2037]|\](?=\()|\$(?=\()|(?! )\p{Zs}|(?<= ) +|(?<=\p{M}{4})\p{M}+/gu;

/**
 * The call in words. Texts that came from the page stand in quotes that they cannot close; arguments are JSON of what is
 * sent, with everything in it that a reader would not see.
 * @throws AgentRefusal if the arguments are more than the user can be shown
 */
export function liveCall(page: Page, method: MethodSpec, parameters: readonly unknown[]): LiveCall {
  const service = serviceName(method);
  const written = parameters.map((value) => escapedJson(value, misleading));
  const length = written.join('').length;
  if (length > mostCharacters) {
    throw new AgentRefusal(
      `The arguments are longer than what the user can be shown: ${length} characters, and at most ${mostCharacters} are. Nothing was sent. Send less, or ask the user to make the call in VS Code.`,
    );
  }
  const reaches =
    method.actsOnCustomer === true
      ? 'It reaches a customer, or changes something for one.'
      : 'It is made on a live page, for which each call counts.';
  return {
    title: `An AI agent wants to call ${service} (${method.title}) on ${quoted(pageName(page.info))}.`,
    details: [
      `${reaches} The page is of ${quoted(page.info.origin)}.`,
      ...written.map((text, index) => {
        const parameter = method.parameters[index];
        return `${parameter?.name ?? index + 1}: ${text}${interactionText(page, parameter, parameters[index])}`;
      }),
    ],
  };
}

/** For the id of an interaction, which one that is. */
function interactionText(page: Page, parameter: ParameterSpec | undefined, value: unknown): string {
  if (parameter?.kind !== 'interactionId' && parameter?.kind !== 'consultInteractionId') return '';
  const interaction = typeof value === 'string' ? page.desk.interactions.get(value) : undefined;
  if (interaction === undefined) return ', which is not known on this page';
  return `, ${quoted(titleOf(interaction))}, ${quoted(stateOf(interaction))}`;
}
