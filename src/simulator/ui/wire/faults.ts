import * as v from 'valibot';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import { nameFits } from '../../desk/keyFilter';
import { faultDefaults } from '../../scenario/faults';
import type { ScenarioFaultEffect } from '../../scenario/faults';

/** What can go wrong with a message to a widget. */
export const faultEffects = {
  replyLate: { on: 'reply', label: 'Reply late' },
  replyNever: { on: 'reply', label: 'Never reply' },
  replyError: { on: 'reply', label: 'Reply with an error' },
  subscribedLate: { on: 'subscribed', label: 'Send events before the reply to subscribe' },
  eventDropped: { on: 'event', label: 'Drop the event' },
  eventDoubled: { on: 'event', label: 'Send the event twice' },
} as const satisfies Record<ScenarioFaultEffect, { on: 'reply' | 'subscribed' | 'event'; label: string }>;
export type FaultEffect = keyof typeof faultEffects;
export type FaultPoint = (typeof faultEffects)[FaultEffect]['on'];

const effects = Object.keys(faultEffects) as readonly FaultEffect[];

/** Something that is to go wrong; only its effect has to be said. */
export const faultSchema = v.strictObject({
  effect: v.picklist(effects),
  /** Service or event name, `*` for all, also at a name's end: `interaction.*`. */
  name: v.optional(v.string(), faultDefaults.name),
  /** How many times; undefined for as long as the fault is there. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Milliseconds, for what is late. */
  delayMs: v.optional(v.pipe(v.number(), v.minValue(0)), faultDefaults.delayMs),
  /** The `errorMessage` of a reply with an error. */
  errorMessage: v.optional(v.string(), 'A fault of the simulator'),
});
export type Fault = Readonly<v.InferOutput<typeof faultSchema>>;
export type FaultInput = v.InferInput<typeof faultSchema>;

/** A fault in force. */
export interface ActiveFault extends Fault {
  readonly id: number;
}

/** What is to go wrong, and how often still. The first one that fits a message counts. */
export class Faults {
  readonly #changed = new Signal<void>();
  #faults: ActiveFault[] = [];
  #count = 0;

  get changed(): Listenable<void> {
    return this.#changed;
  }

  get active(): readonly ActiveFault[] {
    return this.#faults;
  }

  add(fault: Fault): void {
    this.#count += 1;
    this.#faults = [...this.#faults, { ...fault, id: this.#count }];
    this.#changed.emit();
  }

  remove(id: number): void {
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
    this.#changed.emit();
  }

  clear(): void {
    this.#faults = [];
    this.#changed.emit();
  }

  /** The fault that befalls this message, which counts as one of its times. */
  take(on: FaultPoint, name: string): Fault | undefined {
    const found = this.#faults.find((fault) => faultEffects[fault.effect].on === on && nameFits(fault.name, name));
    if (found?.times !== undefined) this.#use(found, found.times - 1);
    return found;
  }

  #use(fault: ActiveFault, times: number): void {
    if (times <= 0) {
      this.remove(fault.id);
      return;
    }
    this.#faults = this.#faults.map((other) => (other === fault ? { ...fault, times } : other));
    this.#changed.emit();
  }
}

export function isFaultEffect(text: string): text is FaultEffect {
  return Object.hasOwn(faultEffects, text);
}
