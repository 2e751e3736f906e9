import { TimeSlice } from '../../base/timeSlice';
import type { LiveInteraction } from '../../protocol/records';
import { WorkspaceModel } from '../workspaceModel';
import type { RecordEntry } from './recordEntry';
import type { RecordSource } from './recordSource';

/** An interaction before a record and after it; undefined where it was not there, or nothing was known of it. */
export interface InteractionAround {
  readonly interaction: string;
  readonly before: LiveInteraction | undefined;
  readonly after: LiveInteraction | undefined;
}

/**
 * What the interactions that a record is about were before it and after it, as far as earlier records of its load are there
 * to tell.
 */
export async function interactionsAround(
  records: RecordSource,
  entry: RecordEntry,
): Promise<readonly InteractionAround[]> {
  if (entry.about.length === 0) return [];
  const desk = new WorkspaceModel();
  await replay(desk, records, entry, entry.about, false);
  const before = new Map(desk.interactions);
  const record = await records.read(entry);
  if (record !== undefined) desk.apply(record);
  return entry.about.map((interaction) => ({
    interaction,
    before: before.get(interaction),
    after: desk.interactions.get(interaction),
  }));
}

/** What an interaction was after a record of its load, as far as the records up to it tell. */
export async function interactionAt(
  records: RecordSource,
  entry: RecordEntry,
  interaction: string,
): Promise<LiveInteraction | undefined> {
  const desk = new WorkspaceModel();
  await replay(desk, records, entry, [interaction], true);
  return desk.interactions.get(interaction);
}

/**
 * Applies the records of the load of an entry that may change these interactions, up to the entry. Other work gets its turn
 * every few milliseconds.
 */
async function replay(
  desk: WorkspaceModel,
  records: RecordSource,
  upTo: RecordEntry,
  interactions: readonly string[],
  included: boolean,
): Promise<void> {
  const slice = new TimeSlice();
  for (const entry of records.from()) {
    if (slice.isOver) await slice.rest();
    if (entry.id > upTo.id || (entry.id === upTo.id && !included)) return;
    if (entry.load !== upTo.load || !mayChange(entry, interactions)) continue;
    const record = await records.read(entry);
    if (record !== undefined) desk.apply(record);
  }
}

function mayChange({ kind, about }: RecordEntry, interactions: readonly string[]): boolean {
  // A list of all interactions names none of them.
  return kind === 'desk' || (kind === 'event' && about.some((id) => interactions.includes(id)));
}
