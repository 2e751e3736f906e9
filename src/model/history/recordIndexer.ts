import { isRecordObject } from '../../base/guards';
import { setBounded } from '../../base/collections';
import type { LiveInteraction, PageRecord, RecordOf } from '../../protocol/records';
import { wordsOfEvent } from '../customerValues';
import { interactionsOfRecord } from '../recordSubjects';
import type { WorkspaceChange, WorkspaceModel } from '../workspaceModel';
import { loadKey } from './recordEntry';
import type { CauseLink, InteractionStep, LoadedPage, RecordEntry } from './recordEntry';

/** Calls of a load that replies and causes may still name. */
const mostCalls = 1000;
/** Events and replies of a load that causes may still name: a cause is dispatched when its call is made. */
const mostCauses = 1000;
/** Loads whose records may still come. */
const mostLoads = 200;
/** A record that names more interactions than this tells of all of them. */
const mostAbout = 50;
/** Texts that are kept once for all entries. */
const mostTexts = 20_000;
/** More of a name, a type or an id than anybody reads. */
const longestText = 300;

/** What later records of a load may refer to. */
interface OpenLoad {
  readonly load: LoadedPage;
  /** The ids of the entries of the last calls by the ids of the calls. */
  readonly calls: Map<string, number>;
  /** The ids of the entries of the last records by their numbers. */
  readonly ids: Map<number, number>;
  /** The number of the last record that has come of the page itself. */
  seq: number;
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

const none: readonly never[] = [];

/** Makes the entries of a history from records as they come. The work for a record does not depend on how many came before. */
export class RecordIndexer {
  readonly #loads = new Map<string, OpenLoad>();
  readonly #texts = new Map<string, string>();
  #lastId = 0;

  /** @param entry the entry with an id, as long as it is held */
  constructor(private readonly entry: (id: number) => RecordEntry | undefined) {}

  /** The id of the newest entry; 0 before the first. */
  get lastId(): number {
    return this.#lastId;
  }

  /** The number of the last record of a load that has an entry; 0 before the first. */
  lastSeq(load: Pick<LoadedPage, 'page' | 'epoch'>): number {
    return this.#loads.get(loadKey(load))?.seq ?? 0;
  }

  /** The entry of one of the last records of a load, by the number of the record. */
  idOf(load: Pick<LoadedPage, 'page' | 'epoch'>, seq: number): number | undefined {
    return this.#loads.get(loadKey(load))?.ids.get(seq);
  }

  /** No entry of a load is held any more, so none is looked for. The load itself may go on. */
  forgetEntries(load: Pick<LoadedPage, 'page' | 'epoch'>): void {
    const open = this.#loads.get(loadKey(load));
    open?.calls.clear();
    open?.ids.clear();
  }

  /**
   * The entries that a record brings: its own, after the line of its load where it is the first of it.
   * @param change what the record changed in the page's desk
   * @param desk the desk since then
   * @param aside whether the number of the record says only where it stands: the load does not go on from there
   */
  entries(
    load: LoadedPage,
    record: PageRecord,
    change: WorkspaceChange,
    desk: WorkspaceModel,
    aside = false,
  ): readonly RecordEntry[] {
    const known = this.#loads.get(loadKey(load));
    const open = known ?? this.#open(load);
    const line = known === undefined ? [this.#loadLine(open.load, record.time)] : [];
    const entry = this.#entry(open, record, change, desk);
    const goesOn = !aside && record.seq > open.seq;
    if (goesOn) open.seq = record.seq;
    // A number leads to the record that the page gave it, not to what is said beside that record.
    if (goesOn || !open.ids.has(record.seq)) setBounded(open.ids, record.seq, entry.id, mostCauses);
    if (record.kind === 'call') setBounded(open.calls, record.callId, entry.id, mostCalls);
    return [...line, entry];
  }

  #open({ page, epoch, title, location, origin, place }: LoadedPage): OpenLoad {
    const load = { page, epoch, title, location, origin, place };
    const open: OpenLoad = { load, calls: new Map(), ids: new Map(), seq: 0 };
    setBounded(this.#loads, loadKey(load), open, mostLoads);
    return open;
  }

  #loadLine(load: LoadedPage, time: number): RecordEntry {
    return { ...blank, id: ++this.#lastId, load, kind: 'load', time };
  }

  #entry(open: OpenLoad, record: PageRecord, change: WorkspaceChange, desk: WorkspaceModel): RecordEntry {
    const { kind, seq, time } = record;
    const call = record.kind === 'reply' ? this.#callOf(record, open) : undefined;
    const about = interactionsOfRecord(record, change, call?.about ?? none);
    const entry: Open<RecordEntry> = {
      ...blank,
      id: ++this.#lastId,
      load: open.load,
      kind,
      seq,
      time,
      about: about.length === 0 || about.length > mostAbout ? none : about.map((id) => this.#text(id)),
      caseId: this.#caseOf(about, desk),
      steps: this.#steps(change, desk),
    };
    // Filled in place: to copy an entry of so many fields takes longer than all the rest.
    switch (record.kind) {
      case 'event':
        entry.name = this.#text(record.name);
        this.#addEventFacts(entry, record);
        break;
      case 'call':
        entry.name = this.#text(record.service);
        entry.by = record.by;
        entry.widget = this.#textOrNone(record.widget);
        entry.cause = causeOf(record, open);
        entry.at = record.at;
        break;
      case 'reply':
        entry.name = this.#text(record.service);
        entry.by = call?.by;
        entry.widget = call?.widget;
        entry.call = call?.id;
        entry.outcome = record.outcome;
        entry.durationMs = record.durationMs;
        break;
      case 'notice':
        entry.name = record.level;
        break;
      case 'gap':
        entry.lost = record.lost;
        entry.atMost = record.atMost === true;
        break;
    }
    return entry;
  }

  #callOf({ callId }: RecordOf<'reply'>, { calls }: OpenLoad): RecordEntry | undefined {
    const id = calls.get(callId);
    return id === undefined ? undefined : this.entry(id);
  }

  #addEventFacts(entry: Open<RecordEntry>, { name, data }: RecordOf<'event'>): void {
    const words = wordsOfEvent(name);
    if (words === undefined || !isRecordObject(data)) return;
    const type = ['eventType', 'type'].filter((field) => words.has(field)).map((field) => data[field]);
    entry.type = this.#textOrNone(type.find((each) => typeof each === 'string'));
    entry.caseId ??= this.#textOrNone(data.selectedCaseId);
  }

  #caseOf([first]: readonly string[], desk: WorkspaceModel): string | undefined {
    return first === undefined ? undefined : this.#textOrNone(desk.interactions.get(first)?.caseId);
  }

  #steps(change: WorkspaceChange, desk: WorkspaceModel): readonly InteractionStep[] {
    if (change.interactions.size === 0) return none;
    const steps: InteractionStep[] = [];
    for (const id of change.interactions) {
      const [before, now] = [change.before.get(id), desk.interactions.get(id)];
      if (before !== undefined && now !== undefined && stepFields.every((field) => before[field] === now[field])) {
        continue;
      }
      steps.push({ interaction: this.#text(id), ...this.#placeOf(now ?? before), state: this.#stateOf(now) });
    }
    return steps.length === 0 ? none : steps;
  }

  #stateOf(interaction: LiveInteraction | undefined): string | undefined {
    return interaction === undefined ? undefined : (this.#textOrNone(interaction.state) ?? 'UNKNOWN');
  }

  #placeOf(interaction: LiveInteraction | undefined): Pick<InteractionStep, 'caseId' | 'parent'> {
    return {
      caseId: this.#textOrNone(interaction?.caseId),
      parent: this.#textOrNone(interaction?.parentInteractionId),
    };
  }

  #textOrNone(value: unknown): string | undefined {
    return typeof value === 'string' && value !== '' ? this.#text(value) : undefined;
  }

  /** The same text, as the one object that all entries share. */
  #text(given: string): string {
    const text = given.length > longestText ? given.slice(0, longestText) : given;
    const known = this.#texts.get(text);
    if (known === undefined) setBounded(this.#texts, text, text, mostTexts);
    return known ?? text;
  }
}

const stepFields = ['state', 'caseId', 'parentInteractionId'] as const;

/** An entry that says nothing; all entries have the same fields, which keeps them small. */
const blank: RecordEntry = {
  id: 0,
  load: { page: '', epoch: 0, title: '', location: '', origin: '', place: 'widget' },
  kind: 'load',
  seq: 0,
  time: 0,
  name: undefined,
  type: undefined,
  by: undefined,
  widget: undefined,
  about: none,
  caseId: undefined,
  steps: none,
  call: undefined,
  cause: undefined,
  at: undefined,
  outcome: undefined,
  durationMs: undefined,
  lost: undefined,
  atMost: false,
};

function causeOf({ cause, after }: RecordOf<'call'>, open: OpenLoad): CauseLink | undefined {
  const reference = cause ?? after;
  if (reference === undefined) return undefined;
  const id = 'seq' in reference ? open.ids.get(reference.seq) : open.calls.get(reference.callId);
  return id === undefined ? undefined : { id, later: cause === undefined };
}
