import { serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import type { Page } from '../../session/page';
import { titleOf, userDataOf } from '../interactions/interactionFacts';
import { quoted, uiText } from '../text/text';

/** How a call can be undone. */
export interface Undo {
  /** What the call does. */
  readonly done: string;
  /** The service that undoes it, with its arguments. */
  readonly service: string;
  readonly parameters: readonly unknown[];
}

/**
 * How to undo a call that is about to be made; undefined if it cannot be. Deleted user data is set to what it was, as far
 * as the page has shown it.
 */
export function undoOf(method: MethodSpec, [id, key]: readonly unknown[], { desk }: Page): Undo | undefined {
  if (serviceName(method) !== 'interaction.deleteUserData') return undefined;
  if (typeof id !== 'string' || typeof key !== 'string') return undefined;
  const interaction = desk.interactions.get(id);
  const data = interaction && userDataOf(interaction);
  if (interaction === undefined || data === undefined || !Object.hasOwn(data, key)) return undefined;
  return {
    done: uiText(`The key ${quoted(key)} is deleted from ${quoted(titleOf(interaction))}.`, 300),
    service: 'interaction.setUserData',
    // A key such as __proto__ is a key like any other.
    parameters: [id, Object.fromEntries([[key, data[key]]])],
  };
}
