import { interactionFields } from '../../api/interaction';
import { isRecordObject, lookup } from '../../base/guards';
import { setBounded } from '../../base/collections';
import { findInteractions } from '../../model/workspaceState';
import { WatchedWorkspace } from '../../model/watchedWorkspace';
import type { LiveInteraction, PageRecord, RecordOf } from '../../protocol/records';
import { isLearnable } from '../../simulator/desk/profile/profile';
import type { Profile } from '../../simulator/desk/profile/profile';
import { machineOf, whatHappened } from './happened';
import type { Lessons } from './lessons';
import { otherMembers } from './shapes';
import { learnableText } from './wording';
import { whyRefused } from './whyRefused';
import type { RefusedCall } from './whyRefused';

/** At most so many calls without a reply are remembered. */
const mostOpenCalls = 1000;

/** Events that are told apart by their name alone. */
const byName: Readonly<Record<string, keyof Profile['events']>> = {
  agent: 'agent',
  media: 'media',
  markdone: 'markdone',
};

/** Learns from the records of one load of a page, in their order. */
export class LoadLearner {
  readonly #workspace = new WatchedWorkspace();
  /** Why each open call may be refused, as things stood when it was made. */
  readonly #calls = new Map<string, RefusedCall | undefined>();
  /** Names of entries that widgets put into the menu bar. */
  readonly #views = new Set<unknown>();
  #isWhole = false;
  #states: unknown;

  constructor(private readonly lessons: Lessons) {}

  take(record: PageRecord): void {
    switch (record.kind) {
      case 'event':
        this.#event(record);
        break;
      case 'call':
        this.#call(record);
        break;
      case 'reply':
        this.#reply(record);
        break;
      case 'desk':
        for (const each of record.interactions ?? []) this.#interaction(each);
        this.#workspace.apply(record);
        this.#isWhole ||= record.whole === true;
        break;
      case 'gap':
        // What changed meanwhile is not known.
        this.#isWhole = false;
        break;
      case 'message':
      case 'notice':
        break;
    }
  }

  #event(record: RecordOf<'event'>): void {
    const { name, data } = record;
    const found = findInteractions(data);
    const eventType = isRecordObject(data) ? data.eventType : undefined;
    for (const each of found) this.#interaction(each);
    const [first] = found;
    if (name === 'interaction' && first !== undefined) {
      const before = this.#workspace.interactions.get(first.interactionId);
      const kind = before === undefined && !this.#isWhole ? undefined : whatHappened(before, first);
      if (kind !== undefined) this.lessons.eventType(kind, eventType);
    }
    const entry = this.#entryOf(record, first);
    if (entry !== undefined) this.lessons.event(entry, data, ownType(entry, eventType));
    this.#workspace.apply(record);
  }

  /** Which of the events it is that the simulated Workspace has. */
  #entryOf(
    { name, data }: RecordOf<'event'>,
    interaction: LiveInteraction | undefined,
  ): keyof Profile['events'] | undefined {
    if (!isRecordObject(data)) return undefined;
    const known = lookup(byName, name);
    if (known !== undefined) return known;
    switch (name) {
      case 'interaction':
        if (interaction !== undefined) return 'interaction';
        return typeof data.selectedCaseId === 'string' ? 'caseEvent' : undefined;
      case 'outbound':
        return 'campaign' in data ? 'campaign' : undefined;
      case 'system':
        return this.#systemEntryOf(data);
      default:
        return undefined;
    }
  }

  #systemEntryOf(data: Readonly<Record<string, unknown>>): keyof Profile['events'] | undefined {
    const values = Object.values(data);
    const names = (form: RegExp) => values.some((value) => typeof value === 'string' && form.test(value));
    if ('frameState' in data) return 'frame';
    if (names(/^wweCustomToast\d+$/))
      return values.some((value) => typeof value === 'number') ? 'toastButton' : 'toastClosed';
    if (names(/^wweCustomDialog\d+$/)) return 'dialogClosed';
    return this.#views.has(data.name) ? 'menuView' : undefined;
  }

  #call(record: RecordOf<'call'>): void {
    const { callId, service, parameters } = record;
    const why = whyRefused(record, { workspace: this.#workspace, isWhole: this.#isWhole, states: this.#states });
    setBounded(this.#calls, callId, why, mostOpenCalls);
    const [view] = parameters ?? [];
    if (service === 'system.updateViewInApplicationMenuBar' && isRecordObject(view)) this.#views.add(view.name);
    this.#workspace.apply(record);
  }

  #reply(record: RecordOf<'reply'>): void {
    const { service, callId, outcome, data, errorMessage } = record;
    const why = this.#calls.get(callId);
    this.#calls.delete(callId);
    this.#workspace.apply(record);
    if (outcome === 'succeeded') {
      for (const each of Array.isArray(data) ? data.flatMap(findInteractions) : findInteractions(data))
        this.#interaction(each);
      if (service === 'agent.getStateList') this.#states = data;
      if (isLearnable(service) && data !== undefined) this.lessons.result(service, data);
    } else if (outcome === 'failed' && why !== undefined && errorMessage !== undefined) {
      const text = learnableText(errorMessage, why.values);
      if (text !== undefined) this.lessons.errorText(why.error, text);
    }
  }

  #interaction(interaction: LiveInteraction): void {
    const machine = machineOf(interaction);
    if (machine !== undefined) this.lessons.interaction(machine, otherMembers(interaction, interactionFields));
  }
}

/** The type of an event that tells of one thing alone; an interaction's says what happened to it, and cases' are documented. */
function ownType(entry: keyof Profile['events'], eventType: unknown): unknown {
  return entry === 'interaction' || entry === 'caseEvent' || entry === 'campaign' ? undefined : eventType;
}
