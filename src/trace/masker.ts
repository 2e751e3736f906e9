import { findDocumentedMethod } from '../api/catalogue';
import type { ParameterKind, ParameterSpec } from '../api/method';
import { isRecordObject } from '../base/guards';
import { customerContainers, interactionWords, wordsOfEvent } from '../model/customerValues';
import type { LiveInteraction, PageRecord, RecordOf } from '../protocol/records';
import { longestSearched, replaceForms } from './forms';
import { StandIns } from './standIns';

/** What a masker leaves as it is. */
export interface MaskingOptions {
  /** Keys of user data, contacts and other containers of customers' values whose values stay. */
  readonly allowedKeys: readonly string[];
}

/** Kinds of arguments that are ids, or words of Workspace's. */
export const plainKinds: ReadonlySet<ParameterKind> = new Set([
  ...(['interactionId', 'consultInteractionId', 'caseId', 'userDataKey', 'stateOperation', 'mediaName'] as const),
]);

/** Names of strings that tell what is meant and not with whom. */
const plainNames = new Set(['campaignName', 'callbackType', 'callResult', 'id', 'dialogId', 'name', 'channel']);

/** Keys of secrets, wherever they stand. */
const secretKey = /token|secret|password|passwd|authori[sz]ation|cookie|credential/i;

/** Keys of what tells who somebody is, wherever they stand. */
const personKey = /^(?:first|last|full|middle|display|user|nick)_?name$|e-?mail|phone|postal|street|birth/i;

/** Services whose replies hold interactions, states and options; those of others may be all about a customer. */
const plainReplies = /^(?:interaction|media|agent|configuration|system|voice|email|sipEndpoint)\.|^(?:un)?subscribe$/;

/** A shorter value that stands elsewhere, too, is rather a word than the customer's. */
const shortestTelling = 4;

const none: ReadonlySet<string> = new Set();

/** How the values of a payload are treated: what to do with one whose key does not say. */
type Treatment =
  /** All values are a customer's. */
  | { readonly kind: 'customer' }
  /** Values of these keys are Workspace's own; of the others, forms are replaced. */
  | { readonly kind: 'payload'; readonly words: ReadonlySet<string> }
  /** The value itself is Workspace's own word. */
  | { readonly kind: 'own' };

const customer: Treatment = { kind: 'customer' };
const own: Treatment = { kind: 'own' };
const payload: Treatment = { kind: 'payload', words: none };

/**
 * Replaces what may be a customer's in records, before they are written: every value of user data, contacts, parties,
 * notes, messages and preview records, and elsewhere what has the form of an address, a token or a number. Equal values
 * have equal stand-ins in all records that one masker has seen. Ids of interactions and cases stay.
 */
export class Masker {
  readonly #standIns: StandIns;
  readonly #allowed: ReadonlySet<string>;

  /** @param before how many stand-ins of each form earlier parts of the same trace may have */
  constructor({ allowedKeys }: MaskingOptions = { allowedKeys: [] }, before = 0) {
    this.#allowed = new Set(allowedKeys);
    this.#standIns = new StandIns(before);
  }

  /** A copy of a record without customers' values. */
  record(record: PageRecord): PageRecord {
    switch (record.kind) {
      case 'desk':
        return this.#desk(record);
      case 'event': {
        const words = wordsOfEvent(record.name);
        return { ...record, ...this.#data(record.data, words === undefined ? customer : { kind: 'payload', words }) };
      }
      case 'call':
        return this.#call(record);
      case 'reply':
        return {
          ...record,
          ...this.#data(record.data, replyTreatment(record.service)),
          ...(record.errorMessage === undefined ? {} : { errorMessage: this.sentence(record.errorMessage) }),
        };
      case 'message':
        return { ...record, ...this.#data(record.data, customer) };
      case 'notice':
        return { ...record, text: this.sentence(record.text) };
      case 'gap':
        return record;
    }
  }

  /** A sentence that may name a customer: the title of a page, why a call failed. */
  sentence(text: string): string {
    return text.length > longestSearched ? this.#standIn(text) : this.#text(this.#standIns.replaceKnown(text));
  }

  /** An address without query and fragment, which may hold keys. */
  address(address: string): string {
    return this.#text(address.replace(/[?#].*$/s, ''));
  }

  /** Whether a value is a stand-in that this masker gave, and not so short that it may be something else. */
  isStandIn(value: string | number): boolean {
    return this.#standIns.has(value);
  }

  #desk(record: RecordOf<'desk'>): PageRecord {
    const { interactions, agent, media, refused } = record;
    return {
      ...record,
      ...(interactions === undefined ? {} : { interactions: interactions.map((each) => this.#interaction(each)) }),
      ...(agent === undefined ? {} : { agent: this.#value(agent, payload) }),
      ...(media === undefined ? {} : { media: this.#value(media, payload) }),
      ...(refused === undefined
        ? {}
        : { refused: Object.fromEntries(Object.entries(refused).map(([key, why]) => [key, this.sentence(why)])) }),
      ...(record.widgets === undefined
        ? {}
        : { widgets: record.widgets.map((widget) => ({ ...widget, address: this.address(widget.address) })) }),
    };
  }

  #call(record: RecordOf<'call'>): PageRecord {
    const { parameters, at } = record;
    return {
      ...record,
      ...(parameters === undefined ? {} : { parameters: this.#arguments(record.service, parameters) }),
      ...(at === undefined ? {} : { at: { ...at, file: this.address(at.file) } }),
    };
  }

  #arguments(service: string, values: readonly unknown[]): unknown[] {
    if (service === 'subscribe' || service === 'unsubscribe') return values.map((each) => this.#value(each, payload));
    const specs = findDocumentedMethod(service)?.parameters ?? [];
    return values.map((value, index) => this.#argument(specs[index], value));
  }

  #argument(spec: ParameterSpec | undefined, value: unknown): unknown {
    if (spec === undefined) return this.#value(value, customer);
    if (plainKinds.has(spec.kind) || plainNames.has(spec.name)) return this.#value(value, own);
    if (spec.kind === 'targetQuery' && isRecordObject(value)) {
      const { type, ...rest } = value;
      return { ...(type === undefined ? {} : { type }), ...this.#object(rest, customer) };
    }
    if (spec.name === 'url') return typeof value === 'string' ? this.address(value) : this.#value(value, customer);
    if (spec.kind === 'stringOrList') return this.#value(value, payload);
    return this.#value(value, customer);
  }

  #data(data: unknown, treatment: Treatment): { readonly data?: unknown } {
    return data === undefined ? {} : { data: this.#value(data, treatment) };
  }

  #interaction(interaction: LiveInteraction): LiveInteraction {
    return { ...this.#object(interaction, payload), interactionId: interaction.interactionId };
  }

  #value(value: unknown, treatment: Treatment): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.#value(item, treatment));
    if (isRecordObject(value)) return this.#object(value, treatment);
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return value;
    switch (treatment.kind) {
      case 'own':
        return value;
      case 'customer':
        return this.#standIns.of(value);
      case 'payload':
        return this.#elsewhere(value);
    }
  }

  #object(object: Readonly<Record<string, unknown>>, treatment: Treatment): Record<string, unknown> {
    const words = wordsIn(object, treatment);
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => [
        this.#text(key),
        this.#value(value, this.#within(key, words, treatment)),
      ]),
    );
  }

  /** How the value of a key is treated. */
  #within(key: string, words: ReadonlySet<string>, treatment: Treatment): Treatment {
    if (secretKey.test(key) || personKey.test(key)) return this.#allowed.has(key) ? own : customer;
    if (treatment.kind === 'customer') return this.#allowed.has(key) ? own : customer;
    if (customerContainers.has(key)) return customer;
    return words.has(key) ? own : treatment;
  }

  /** A value that is not known to be a customer's. */
  #elsewhere(value: string | number | boolean): string | number | boolean {
    if (typeof value === 'string') return this.#text(value);
    return typeof value === 'number' && isTelling(value) ? this.#standIns.of(value) : value;
  }

  #text(text: string): string {
    const known = text.length < shortestTelling ? undefined : this.#standIns.known(text);
    if (typeof known === 'string') return known;
    return text.length > longestSearched ? this.#standIn(text) : replaceForms(text, (found) => this.#standIn(found));
  }

  #standIn(text: string): string {
    return `${this.#standIns.of(text)}`;
  }
}

/** The keys of an object whose values are Workspace's own words. */
function wordsIn(object: Readonly<Record<string, unknown>>, treatment: Treatment): ReadonlySet<string> {
  if (treatment.kind !== 'payload') return none;
  return typeof object.interactionId === 'string' ? interactionWords : treatment.words;
}

/** What a reply of this service carries. */
function replyTreatment(service: string): Treatment {
  return plainReplies.test(service) ? payload : customer;
}

/** Whether a number may be one of a telephone, an account or a card: it has many digits and is no time of these years. */
function isTelling(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) >= 1_000_000 && !(value > 1e12 && value < 3e12);
}
