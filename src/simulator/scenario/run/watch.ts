import { isRecordObject } from '../../../base/guards';
import type { DeskState } from '../../desk/state/state';
import type { Condition } from './conditions';
import { comparableCondition, comparableEntry, comparableState } from './comparable';
import { describeEntry, show } from './describe';
import { holds, foundInstead } from './deskView';
import { isHappening } from './journal';
import type { JournalEntry, Journal } from './journal';
import { resolve } from './names';
import type { Lookup } from './names';

/** How many of the things that came instead are told. */
const mostTold = 5;

const nothing = 'nothing of the kind';

/** A condition that a step watches until its time is over. */
export class Watch {
  readonly #condition: Condition;
  #met: { readonly entry?: JournalEntry } | undefined;

  /** @param until when its time is over, on the clock of the run */
  constructor(
    condition: Condition,
    readonly until: number,
    private readonly journal: Journal,
    private readonly state: DeskState,
    lookup: Lookup,
  ) {
    this.#condition = resolveCondition(condition, lookup);
  }

  /** Looks whether it is so now. Once it was, it stays met: what comes and goes again counts. */
  look(): void {
    if (this.#met !== undefined) return;
    const condition = this.#condition;
    if (isHappening(condition)) {
      const entry = this.journal.take(condition);
      if (entry !== undefined) this.#met = { entry };
    } else if (holds(condition, this.state)) {
      this.#met = {};
    }
  }

  get isMet(): boolean {
    return this.#met !== undefined;
  }

  /** The interaction that the event which met it is about. */
  get interactionId(): string | undefined {
    const entry = this.#met?.entry;
    if (entry?.kind !== 'event') return undefined;
    const interaction = keyOf(entry.data, 'interaction');
    const id = keyOf(interaction, 'interactionId');
    return typeof id === 'string' ? id : undefined;
  }

  /** What is waited for, to be compared with `actual` line by line. */
  get expected(): string {
    return comparableCondition(this.#condition);
  }

  /** What met it, or what there was instead, in the form of `expected`. */
  get actual(): string {
    const condition = this.#condition;
    if (!isHappening(condition)) return comparableState(condition, foundInstead(condition, this.state));
    const entry = this.#met?.entry;
    const entries = entry === undefined ? this.journal.like(condition).slice(-mostTold) : [entry];
    return entries.length === 0 ? nothing : entries.map((each) => comparableEntry(condition, each)).join('\n');
  }

  /** What met it, or what there was instead, in words. */
  get found(): string {
    const condition = this.#condition;
    if (this.#met?.entry !== undefined) return describeEntry(this.#met.entry);
    if (!isHappening(condition)) return show(foundInstead(condition, this.state));
    const others = this.journal.like(condition).slice(-mostTold).map(describeEntry);
    return others.length === 0 ? nothing : others.join('; ');
  }
}

function resolveCondition(condition: Condition, lookup: Lookup): Condition {
  const idOf = (name: string) => lookup(name)?.interactionId ?? name;
  if ('gone' in condition) return { ...condition, gone: idOf(condition.gone) };
  if ('interaction' in condition) {
    const { is } = condition;
    const resolved = typeof is === 'string' ? is : resolveEntries(is, lookup);
    return { ...condition, interaction: idOf(condition.interaction), is: resolved };
  }
  if ('event' in condition && condition.data !== undefined) {
    return { ...condition, data: resolveEntries(condition.data, lookup) };
  }
  if ('desk' in condition) return { ...condition, desk: resolveEntries(condition.desk, lookup) };
  if ('called' in condition && condition.with !== undefined) {
    return { ...condition, with: condition.with.map((value) => resolve(value, lookup)) };
  }
  return condition;
}

function resolveEntries(values: Readonly<Record<string, unknown>>, lookup: Lookup): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, resolve(value, lookup)]));
}

function keyOf(value: unknown, key: string): unknown {
  return isRecordObject(value) ? value[key] : undefined;
}
