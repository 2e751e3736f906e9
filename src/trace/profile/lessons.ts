import type { InteractionEventKind } from '../../simulator/desk/assumptions';
import { wordForm } from '../../simulator/desk/profile/profile';
import type { LearnableError, Profile } from '../../simulator/desk/profile/profile';
import type { Members, Shape } from '../../simulator/desk/profile/shape';
import type { StateMachineName } from '../../simulator/desk/state/types';
import { merged, mergedMembers, shapeOf } from './shapes';

type EventName = keyof Profile['events'];
type ResultName = keyof Profile['results'];

/** More different words for one thing are none of the API's. */
const mostWords = 50;

/** What was said for one thing, with how often. */
class Votes {
  readonly #counts = new Map<string, number>();

  add(word: string): void {
    if (this.#counts.size < mostWords || this.#counts.has(word))
      this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }

  /** What was said most often; of several the first. */
  get winner(): string | undefined {
    return [...this.#counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
  }
}

/** Gathers what traces teach, each thing once. */
export class Lessons {
  readonly #eventTypes = new Map<InteractionEventKind, Votes>();
  readonly #events = new Map<EventName, { shape: Shape; readonly eventTypes: Votes }>();
  readonly #interactions = new Map<StateMachineName, Members>();
  readonly #results = new Map<ResultName, Shape>();
  readonly #errorTexts = new Map<LearnableError, Votes>();

  /** This `eventType` told that this happened to an interaction. */
  eventType(kind: InteractionEventKind, word: unknown): void {
    if (typeof word === 'string' && wordForm.test(word)) votesOf(this.#eventTypes, kind).add(word);
  }

  /** An event of this kind had this data. */
  event(name: EventName, data: unknown, eventType?: unknown): void {
    const shape = shapeOf(data);
    const known = this.#events.get(name) ?? { shape, eventTypes: new Votes() };
    known.shape = merged(known.shape, shape);
    if (typeof eventType === 'string' && wordForm.test(eventType)) known.eventTypes.add(eventType);
    this.#events.set(name, known);
  }

  /** An interaction of this kind had these members that the reference does not name. */
  interaction(machine: StateMachineName, members: Members): void {
    const known = this.#interactions.get(machine);
    this.#interactions.set(machine, known === undefined ? members : mergedMembers(known, members));
  }

  /** A service returned this. */
  result(service: ResultName, data: unknown): void {
    const shape = shapeOf(data);
    const known = this.#results.get(service);
    this.#results.set(service, known === undefined ? shape : merged(known, shape));
  }

  /** Workspace said this, as far as it can be kept. */
  errorText(error: LearnableError, text: string): void {
    votesOf(this.#errorTexts, error).add(text);
  }

  /** The parts of a profile. */
  learned(): Pick<Profile, 'eventTypes' | 'events' | 'interactions' | 'results' | 'errorTexts'> {
    const interactions = [...this.#interactions].filter(([, members]) => Object.keys(members).length > 0);
    return {
      eventTypes: winnersOf(this.#eventTypes),
      events: Object.fromEntries(
        [...this.#events].map(([name, { shape, eventTypes }]) => {
          const { winner } = eventTypes;
          return [name, { ...(winner === undefined ? {} : { eventType: winner }), data: shape }];
        }),
      ),
      interactions: Object.fromEntries(interactions),
      results: Object.fromEntries(this.#results),
      errorTexts: winnersOf(this.#errorTexts),
    };
  }
}

function votesOf<K>(all: Map<K, Votes>, key: K): Votes {
  const votes = all.get(key) ?? new Votes();
  all.set(key, votes);
  return votes;
}

function winnersOf(all: ReadonlyMap<string, Votes>): Record<string, string> {
  return Object.fromEntries([...all].flatMap(([key, { winner }]) => (winner === undefined ? [] : [[key, winner]])));
}
