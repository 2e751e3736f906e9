import type { DeskInteraction } from '../../desk/state/types';
import { namePattern } from '../run/names';

/** Gives interactions names that say what they are, each another one: `call`, `consultation`, `chat2`. */
export class InteractionNames {
  readonly #byId = new Map<string, string>();
  readonly #byCase = new Map<string, string>();

  /** The name of an interaction; a new one for an interaction that has none yet. */
  of(interaction: DeskInteraction): string {
    const { interactionId, caseId } = interaction;
    const known = this.#byId.get(interactionId);
    if (known !== undefined) return known;
    const name = this.#free(kindOf(interaction));
    this.#byId.set(interactionId, name);
    if (!this.#byCase.has(caseId)) this.#byCase.set(caseId, name);
    return name;
  }

  /** The name that an interaction has, also of one that is gone; undefined where it has none. */
  find(interactionId: string): string | undefined {
    return this.#byId.get(interactionId);
  }

  /** The name of the first interaction of a case. */
  ofCase(caseId: string): string | undefined {
    return this.#byCase.get(caseId);
  }

  #free(kind: string): string {
    const taken = new Set(this.#byId.values());
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? kind : `${kind}${count}`;
      if (!taken.has(name)) return name;
    }
  }
}

function kindOf({ isConsultation, machine, media, parentInteractionId }: DeskInteraction): string {
  if (isConsultation) return 'consultation';
  if (machine === 'preview') return 'preview';
  if (media === 'voice') return 'call';
  if (media === 'email') return parentInteractionId === undefined ? 'email' : 'draft';
  const word = media.replace(/\W/g, '');
  return namePattern.test(word) ? word : 'interaction';
}
