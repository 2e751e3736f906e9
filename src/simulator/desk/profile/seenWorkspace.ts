import type { Interaction } from '../../../api/interaction';
import { isRecordObject, lookup } from '../../../base/guards';
import { errorArguments, errorTexts, eventData, interactionEvents } from '../assumptions';
import type { InteractionEventKind } from '../assumptions';
import type { DeskRefusal } from '../refusal';
import type { StateMachineName } from '../state/types';
import type { Profile } from './profile';
import { inShape, withBlankMembers } from './shape';

const eventNames = namesOf(eventData);
const errorNames = namesOf(errorTexts);

/** What the desk says in the words and shapes of a Workspace that was seen; as it assumes them where nothing was seen. */
export class SeenWorkspace {
  /** @param profile what was learned; undefined for nothing */
  constructor(readonly profile?: Profile) {}

  /** The `eventType` that tells of this. */
  eventType(kind: InteractionEventKind): string {
    return this.profile?.eventTypes[kind] ?? interactionEvents[kind].value;
  }

  /**
   * The data of an event.
   * @param entry of `eventData`
   * @param made what the desk makes of it
   */
  eventOf(entry: object, made: unknown): unknown {
    const learned = lookup(this.profile?.events ?? {}, eventNames.get(entry) ?? '');
    if (learned === undefined) return made;
    const { eventType, data } = learned;
    return inShape(data, eventType !== undefined && isRecordObject(made) ? { ...made, eventType } : made);
  }

  /** An interaction with the members that were seen on others of its kind. */
  interaction(life: StateMachineName, interaction: Interaction): Interaction {
    const members = this.profile?.interactions[life];
    return members === undefined ? interaction : withBlankMembers(members, interaction);
  }

  /** The data of a reply. */
  result(service: string, made: unknown): unknown {
    const shape = lookup(this.profile?.results ?? {}, service);
    return shape === undefined ? made : inShape(shape, made);
  }

  /** What `errorMessage` says. */
  errorText(refusal: DeskRefusal): string {
    const name = errorNames.get(refusal.text) ?? '';
    const text = lookup<string | undefined>(this.profile?.errorTexts ?? {}, name);
    const names = lookup<readonly string[]>(errorArguments, name) ?? [];
    if (text === undefined) return refusal.message;
    return names.reduce(
      (filled, each, index) => filled.replaceAll(`{${each}}`, () => String(refusal.values[index])),
      text,
    );
  }
}

function namesOf(entries: Readonly<Record<string, object>>): ReadonlyMap<object, string> {
  return new Map(Object.entries(entries).map(([name, entry]) => [entry, name]));
}
