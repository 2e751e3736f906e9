import { nameFits } from '../../desk/access/keyFilter';
import type { WorkspaceEvent } from '../../desk/state/types';
import type { Condition } from './conditions';
import { matches, matchesParameters } from './matching';
import type { WidgetAct } from './widgetActs';

/** Something that a scenario can wait for. */
export type JournalEntry = WidgetAct | { readonly kind: 'event'; readonly name: string; readonly data: unknown };

type Happened = Extract<Condition, { called: unknown } | { subscribed: unknown } | { event: unknown }>;

/** Whether a condition is about something that happens once, not about how things are. */
export function isHappening(condition: Condition): condition is Happened {
  return 'called' in condition || 'subscribed' in condition || 'event' in condition;
}

/** What happened since the agent or the world last did something. What was asked for is taken out, so that it counts once. */
export class Journal {
  #entries: JournalEntry[] = [];

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
  }

  addEvent({ name, data }: WorkspaceEvent): void {
    this.add({ kind: 'event', name, data });
  }

  clear(): void {
    this.#entries = [];
  }

  /** Takes out the first entry that fits a condition whose references are resolved; undefined if there is none. */
  take(condition: Happened): JournalEntry | undefined {
    const found = this.#entries.find((entry) => fits(condition, entry));
    this.#entries = this.#entries.filter((entry) => entry !== found);
    return found;
  }

  /** The entries that come near a condition: those of its kind, oldest first. */
  like(condition: Happened): readonly JournalEntry[] {
    return this.#entries.filter(({ kind }) => kind === kindOf(condition));
  }
}

function kindOf(condition: Happened): JournalEntry['kind'] {
  if ('called' in condition) return 'call';
  return 'event' in condition ? 'event' : 'subscription';
}

function fits(condition: Happened, entry: JournalEntry): boolean {
  if ('called' in condition) {
    return (
      entry.kind === 'call' &&
      nameFits(condition.called, entry.service) &&
      (condition.outcome === undefined || condition.outcome === entry.outcome) &&
      matchesParameters(condition.with ?? [], entry.parameters)
    );
  }
  if ('event' in condition) {
    return entry.kind === 'event' && entry.name === condition.event && matches(condition.data ?? {}, entry.data ?? {});
  }
  return entry.kind === 'subscription' && entry.events.includes(condition.subscribed);
}
