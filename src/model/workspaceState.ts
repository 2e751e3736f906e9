import { effectOf } from '../api/events/events';
import type { EventEffect } from '../api/events/events';
import { isRecordObject } from '../base/guards';
import type { LiveInteraction, PageRecord, RecordOf } from '../protocol/records';

/** What a desk record may tell beside interactions. */
export const contextParts = ['agent', 'media', 'services', 'library', 'refused', 'widgets'] as const;

/** What is known beside interactions, as desk records tell it; each part is missing while unknown. */
export type WorkspaceContext = Pick<RecordOf<'desk'>, (typeof contextParts)[number]>;

type CaseEffect = Exclude<EventEffect, 'interactionLeaves'>;

/**
 * What is known of one page's Workspace, kept up to date from its records. Whatever an event carries that looks like an
 * interaction is taken in; nothing depends on one exact payload (event payloads are `assumed`).
 */
export abstract class WorkspaceState {
  readonly #interactions = new Map<string, LiveInteraction>();
  #context: WorkspaceContext = {};

  /** In the order in which they came. A changed interaction is a new object. */
  get interactions(): ReadonlyMap<string, LiveInteraction> {
    return this.#interactions;
  }

  get context(): WorkspaceContext {
    return this.#context;
  }

  /** Takes in a record. */
  take(record: PageRecord): void {
    if (record.kind === 'desk') this.#takeDesk(record);
    else if (record.kind === 'event') this.#takeEvent(record);
  }

  /** Forgets everything. */
  protected forget(): void {
    this.#interactions.clear();
    this.#context = {};
  }

  /** An interaction came (there is none before), changed, or went (there is none now). */
  protected abstract changed(id: string, before: LiveInteraction | undefined, now: LiveInteraction | undefined): void;

  /** The interactions that a mark of a case may concern: at least those of the case, and those that have the mark. */
  protected abstract concernedBy(caseId: string): readonly string[];

  #takeDesk(record: RecordOf<'desk'>): void {
    const { interactions = [], gone = [], whole } = record;
    if (whole === true) {
      const kept = new Set<string>();
      for (const { interactionId } of interactions) kept.add(interactionId);
      this.#interactions.forEach((_, id) => kept.has(id) || this.#remove(id));
    }
    for (const interaction of interactions) this.#put(interaction);
    for (const id of gone) this.#remove(id);
    const told = contextParts.filter((part) => record[part] !== undefined);
    this.#context = { ...this.#context, ...Object.fromEntries(told.map((part) => [part, record[part]])) };
  }

  #takeEvent({ name, data }: RecordOf<'event'>): void {
    const found = findInteractions(data);
    for (const interaction of found) this.#put(interaction);
    if (name !== 'interaction' || !isRecordObject(data)) return;
    const { eventType, selectedCaseId, interactionId } = data;
    const effect = effectOf(eventType);
    if (effect === 'interactionLeaves') {
      for (const id of [...found.map((interaction) => interaction.interactionId), interactionId]) {
        if (typeof id === 'string') this.#remove(id);
      }
    } else if (effect !== undefined && typeof selectedCaseId === 'string') this.#markCase(effect, selectedCaseId);
  }

  #markCase(effect: CaseEffect, caseId: string): void {
    const field = effect === 'caseSelected' ? 'isCaseSelected' : 'isCaseExpanded';
    const value = effect !== 'caseCollapsed';
    for (const id of this.concernedBy(caseId)) {
      const interaction = this.#interactions.get(id);
      const isMember = interaction?.caseId === caseId;
      const before = interaction?.[field];
      if (isMember && before !== value) this.#put({ interactionId: id, [field]: value });
      // One case is selected at a time.
      if (!isMember && before === true && field === 'isCaseSelected') this.#put({ interactionId: id, [field]: false });
    }
  }

  #put(interaction: LiveInteraction): void {
    const id = interaction.interactionId;
    const before = this.#interactions.get(id);
    const now = { ...before, ...interaction };
    this.#interactions.set(id, now);
    this.changed(id, before, now);
  }

  #remove(id: string): void {
    const before = this.#interactions.get(id);
    if (before !== undefined && this.#interactions.delete(id)) this.changed(id, before, undefined);
  }
}

/** The interaction that an event carries, if that is one and if the event has no other effect than to tell of it. */
export function onlyInteraction(name: string, data: unknown): LiveInteraction | undefined {
  if (name === 'interaction' && isRecordObject(data) && effectOf(data.eventType) !== undefined) return undefined;
  const found = findInteractions(data);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The interactions that an event carries: its data itself, or a field of it, or entries of a list in it. An object
 * with nothing but an id and the name of the event says nothing about an interaction and does not count.
 */
export function findInteractions(data: unknown): LiveInteraction[] {
  if (!isRecordObject(data)) return [];
  const found: LiveInteraction[] = [];
  const look = (value: unknown) => {
    if (looksLikeInteraction(value)) found.push(value);
  };
  look(data);
  for (const value of Object.values(data)) {
    if (!Array.isArray(value)) look(value);
    else {
      const items: readonly unknown[] = value;
      for (const item of items) look(item);
    }
  }
  return found;
}

/** Fields that only an Interaction has beside its id; one of them is enough. */
const tellingFields = ['state', 'caseId', 'userData', 'parties', 'callType', 'media'];

function looksLikeInteraction(value: unknown): value is LiveInteraction {
  return (
    isRecordObject(value) &&
    typeof value.interactionId === 'string' &&
    tellingFields.some((field) => Object.hasOwn(value, field))
  );
}
