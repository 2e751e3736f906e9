import * as v from 'valibot';
import { tableKeys } from '../../../base/collections';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import { nameFits } from '../../desk/access/keyFilter';
import { faultDefaults } from '../../scenario/run/faults';
import type { ScenarioFaultEffect } from '../../scenario/run/faults';

/** What can go wrong with a message to a widget, or with a call of one before Workspace carries it out. */
export const faultEffects = {
  replyLate: { on: 'reply', label: 'Reply late' },
  replyNever: { on: 'reply', label: 'Never reply' },
  replyError: { on: 'reply', label: 'Reply with an error' },
  subscribedLate: { on: 'subscribed', label: 'Send events before the reply to subscribe' },
  eventDropped: { on: 'event', label: 'Drop the event' },
  eventDoubled: { on: 'event', label: 'Send the event twice' },
  callRefused: { on: 'call', label: 'Refuse the call' },
  callIgnored: { on: 'call', label: 'Ignore the call' },
} as const satisfies Record<ScenarioFaultEffect, { on: 'reply' | 'subscribed' | 'event' | 'call'; label: string }>;
export type FaultEffect = keyof typeof faultEffects;
export type FaultPoint = (typeof faultEffects)[FaultEffect]['on'];

const effects = tableKeys(faultEffects);

/** A fault to add. Only its effect is required. */
export const faultSchema = v.strictObject({
  effect: v.picklist(effects),
  /** Service or event name, `*` for all, also at a name's end: `interaction.*`. */
  name: v.optional(v.string(), faultDefaults.name),
  /** How many times; undefined for as long as the fault is there. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** How many go well before. */
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
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

/** The faults in force and how often each still happens. The first fault that fits a message, and skips none any more, applies. */
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

  /** Takes the fault that applies to this message, and counts it. */
  take(on: FaultPoint, name: string): Fault | undefined {
    for (const fault of this.#faults) {
      if (faultEffects[fault.effect].on !== on || !nameFits(fault.name, name)) continue;
      const { skip = 0, times } = fault;
      if (skip > 0) this.#change(fault, { ...fault, skip: skip - 1 });
      else {
        if (times !== undefined) this.#use(fault, times - 1);
        return fault;
      }
    }
    return undefined;
  }

  #use(fault: ActiveFault, times: number): void {
    if (times <= 0) {
      this.remove(fault.id);
      return;
    }
    this.#change(fault, { ...fault, times });
  }

  #change(fault: ActiveFault, changed: ActiveFault): void {
    this.#faults = this.#faults.map((other) => (other === fault ? changed : other));
    this.#changed.emit();
  }
}

export function isFaultEffect(text: string): text is FaultEffect {
  return Object.hasOwn(faultEffects, text);
}
