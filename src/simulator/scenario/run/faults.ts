import * as v from 'valibot';
import { filledText } from '../../desk/checks';
import { durationSchema, millisecondsOf } from '../format/duration';

/** What can go wrong between the desk and a widget. */
const scenarioFaultEffects = [
  'replyLate',
  'replyNever',
  'replyError',
  'subscribedLate',
  'eventDropped',
  'eventDoubled',
  'callRefused',
  'callIgnored',
] as const;
export type ScenarioFaultEffect = (typeof scenarioFaultEffects)[number];

export const scenarioFaultSchema = v.strictObject({
  effect: v.picklist(scenarioFaultEffects),
  /** Service or event name; `*` for all, also at a name's end. All by default. */
  name: v.exactOptional(filledText),
  /** How many times; for good by default. */
  times: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** How many go well before; none by default. */
  skip: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** For what is late; 3 s by default. */
  delay: v.exactOptional(durationSchema),
  /** For a reply with an error, and a call that is refused. */
  errorMessage: v.exactOptional(filledText),
});

/** A fault as a scenario writes it, with its delay in milliseconds. */
export function withDelayMs({ delay, ...fault }: v.InferOutput<typeof scenarioFaultSchema>) {
  return { ...fault, ...(delay === undefined ? {} : { delayMs: millisecondsOf(delay) }) };
}

/** A fault of which nothing but its effect is said. */
export const faultDefaults = { name: '*', delayMs: 3_000 } as const;

/** A fault with everything filled in. */
export interface ScenarioFault {
  readonly effect: ScenarioFaultEffect;
  readonly name: string;
  readonly times?: number | undefined;
  readonly skip?: number | undefined;
  readonly delayMs: number;
  readonly errorMessage: string;
}

/** Where a scenario puts its faults: the wire between desk and widgets. */
export interface ScenarioFaults {
  /** From now on this goes wrong. */
  add(fault: ScenarioFault): void;
  /** From now on nothing does. */
  clear(): void;
}
