import { effectOf } from '../api/eventEffects';
import type { EventEffect } from '../api/eventEffects';
import { isRecordObject } from '../base/json';
import type { LiveInteraction, PageRecord, RecordOf } from './records';

/** What changed in a desk with one record. */
export interface DeskChange {
  /** Interactions that came, changed or went. */
  readonly interactions: ReadonlySet<string>;
  /** The agent, the media, the allowed services, the library or the refusals changed. */
  readonly surroundings: boolean;
}

/**
 * What is known of one page's Workspace, kept up to date from its records. Whatever an event carries that looks like
 * an interaction is taken in; nothing depends on one exact payload (event payloads are `assumed`).
 */
export class Desk {
  readonly #interactions = new Map<string, LiveInteraction>();
  #agent: unknown;
  #media: unknown;
  #services: readonly string[] | undefined;
  #library: boolean | undefined;
  #refused: Readonly<Record<string, string>> = {};

  /** In the order in which they came. A changed interaction is a new object. */
  get interactions(): ReadonlyMap<string, LiveInteraction> {
    return this.#interactions;
  }

  /** The reply to agent.get, or undefined while unknown. */
  get agent(): unknown {
    return this.#agent;
  }

  /** The reply to media.getMediaList, or undefined while unknown. */
  get media(): unknown {
    return this.#media;
  }

  /** What system.getAllowedServices answered, or undefined while unknown. */
  get services(): readonly string[] | undefined {
    return this.#services;
  }

  /** Whether the page has the client library, or undefined while unknown. */
  get library(): boolean | undefined {
    return this.#library;
  }

  /** Services that did not answer the bridge, with the reason. */
  get refused(): Readonly<Record<string, string>> {
    return this.#refused;
  }

  /** Takes in a record and says what it changed. */
  apply(record: PageRecord): DeskChange {
    switch (record.kind) {
      case 'desk':
        return this.#applyDesk(record);
      case 'event':
        return { interactions: this.#applyEvent(record), surroundings: false };
      default:
        return unchanged;
    }
  }

  /** Forgets everything: the page was loaded again. */
  clear(): DeskChange {
    const interactions = new Set(this.#interactions.keys());
    this.#interactions.clear();
    this.#agent = this.#media = this.#services = this.#library = undefined;
    this.#refused = {};
    return { interactions, surroundings: true };
  }

  #applyDesk(record: RecordOf<'desk'>): DeskChange {
    const changed = new Set<string>();
    if (record.whole === true) {
      const kept = new Set(record.interactions?.map((interaction) => interaction.interactionId));
      for (const id of this.#interactions.keys()) {
        if (!kept.has(id)) this.#remove(id, changed);
      }
    }
    for (const interaction of record.interactions ?? []) this.#put(interaction, changed);
    for (const id of record.gone ?? []) this.#remove(id, changed);
    if (record.agent !== undefined) this.#agent = record.agent;
    if (record.media !== undefined) this.#media = record.media;
    if (record.services !== undefined) this.#services = record.services;
    if (record.library !== undefined) this.#library = record.library;
    if (record.refused !== undefined) this.#refused = record.refused;
    return {
      interactions: changed,
      surroundings: surroundings.some((part) => record[part] !== undefined),
    };
  }

  #applyEvent(record: RecordOf<'event'>): ReadonlySet<string> {
    const changed = new Set<string>();
    const found = findInteractions(record.data);
    for (const interaction of found) this.#put(interaction, changed);
    if (record.name !== 'interaction' || !isRecordObject(record.data)) return changed;
    const { eventType, selectedCaseId } = record.data;
    const effect = effectOf(eventType);
    if (effect === 'interactionLeaves') {
      for (const id of [...found.map((interaction) => interaction.interactionId), record.data.interactionId]) {
        if (typeof id === 'string') this.#remove(id, changed);
      }
    } else if (effect !== undefined && typeof selectedCaseId === 'string') {
      this.#markCase(effect, selectedCaseId, changed);
    }
    return changed;
  }

  #markCase(effect: CaseEffect, caseId: string, changed: Set<string>): void {
    for (const interaction of this.#interactions.values()) {
      const ofCase = interaction.caseId === caseId;
      if (effect === 'caseSelected') {
        if ((interaction.isCaseSelected === true) !== ofCase) {
          this.#put({ ...interaction, isCaseSelected: ofCase }, changed);
        }
      } else if (ofCase) {
        this.#put({ ...interaction, isCaseExpanded: effect === 'caseExpanded' }, changed);
      }
    }
  }

  #put(interaction: LiveInteraction, changed: Set<string>): void {
    const known = this.#interactions.get(interaction.interactionId);
    this.#interactions.set(interaction.interactionId, { ...known, ...interaction });
    changed.add(interaction.interactionId);
  }

  #remove(id: string, changed: Set<string>): void {
    if (this.#interactions.delete(id)) changed.add(id);
  }
}

/** What a desk record may tell beside interactions. */
const surroundings = ['agent', 'media', 'services', 'library', 'refused'] as const;

type CaseEffect = Exclude<EventEffect, 'interactionLeaves'>;

const unchanged: DeskChange = { interactions: new Set(), surroundings: false };

/**
 * The interactions that an event carries: its data itself, or a field of it, or entries of a list in it. An object
 * with nothing but an id and the name of the event says nothing about an interaction and does not count.
 */
export function findInteractions(data: unknown): LiveInteraction[] {
  if (!isRecordObject(data)) return [];
  return [data, ...Object.values(data).flat()].filter(looksLikeInteraction);
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
