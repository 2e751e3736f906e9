import type { HostedWidget } from '../api/observation';
import type { LiveInteraction, PageRecord } from '../protocol/records';
import { contextParts, WorkspaceState } from './workspaceState';

/** What changed in a desk with one record. */
export interface WorkspaceChange {
  /** Interactions that came, changed or went. */
  readonly interactions: ReadonlySet<string>;
  /** The agent, the media, the allowed services, the library, the refusals or the hosted widgets changed. */
  readonly context: boolean;
  /** What the changed interactions were before, apart from those that came. */
  readonly before: ReadonlyMap<string, LiveInteraction>;
  /** The interactions of the case that the event is about; empty for all but events about cases. */
  readonly ofCase: readonly string[];
}

/**
 * What is known of one page's Workspace, with what each record changes in it. The work for a record depends on what the
 * record changes, not on how many interactions there are.
 */
export class WorkspaceModel extends WorkspaceState {
  readonly #byCase = new Map<unknown, Set<string>>();
  /** Interactions whose case is selected. */
  readonly #selected = new Set<string>();
  #draft = new ChangeDraft();

  /** The reply to agent.get, or undefined while unknown. */
  get agent(): unknown {
    return this.context.agent;
  }

  /** The reply to media.getMediaList, or undefined while unknown. */
  get media(): unknown {
    return this.context.media;
  }

  /** What system.getAllowedServices answered, or undefined while unknown. Another object only where the list is another. */
  get services(): readonly string[] | undefined {
    return this.context.services;
  }

  /** Whether the page has the client library, or undefined while unknown. */
  get library(): boolean | undefined {
    return this.context.library;
  }

  /** Services that did not answer the bridge, with the reason. */
  get refused(): Readonly<Record<string, string>> {
    return this.context.refused ?? {};
  }

  /** The widgets that the page hosts, if it is the simulated Workspace. Another object only where they were told anew. */
  get widgets(): readonly HostedWidget[] {
    return this.context.widgets ?? noWidgets;
  }

  /** Takes in a record and says what it changed. */
  apply(record: PageRecord): WorkspaceChange {
    if (record.kind !== 'desk' && record.kind !== 'event') return unchanged;
    this.#draft = new ChangeDraft();
    if (record.kind === 'event') {
      this.take(record);
      return this.#draft.change(false);
    }
    const { services } = this.context;
    this.take(isSameList(record.services, services) ? { ...record, services } : record);
    return this.#draft.change(contextParts.some((part) => record[part] !== undefined));
  }

  /** Forgets everything: the page was loaded again. */
  clear(): WorkspaceChange {
    const before = new Map(this.interactions);
    this.forget();
    this.#byCase.clear();
    this.#selected.clear();
    return { interactions: new Set(before.keys()), context: true, before, ofCase: [] };
  }

  protected override changed(id: string, before: LiveInteraction | undefined, now: LiveInteraction | undefined): void {
    this.#draft.changed(id, before);
    if (before?.caseId !== now?.caseId) {
      this.#leaveCase(before?.caseId, id);
      joinCase(this.#byCase, now?.caseId, id);
    }
    if (now?.isCaseSelected === true) this.#selected.add(id);
    else this.#selected.delete(id);
  }

  protected override concernedBy(caseId: string): readonly string[] {
    const members = [...(this.#byCase.get(caseId) ?? [])];
    this.#draft.ofCase = members;
    return [...new Set([...this.#selected, ...members])];
  }

  #leaveCase(caseId: unknown, id: string): void {
    const members = this.#byCase.get(caseId);
    if (members?.delete(id) === true && members.size === 0) this.#byCase.delete(caseId);
  }
}

const noWidgets: readonly HostedWidget[] = [];

/** Gathers what one record changes. */
class ChangeDraft {
  readonly #interactions = new Set<string>();
  readonly #before = new Map<string, LiveInteraction>();

  /** Of a mark of a case: its interactions. */
  ofCase: readonly string[] = [];

  changed(id: string, before: LiveInteraction | undefined): void {
    if (before !== undefined && !this.#interactions.has(id)) this.#before.set(id, before);
    this.#interactions.add(id);
  }

  change(context: boolean): WorkspaceChange {
    return { interactions: this.#interactions, context, before: this.#before, ofCase: this.ofCase };
  }
}

function joinCase(byCase: Map<unknown, Set<string>>, caseId: unknown, id: string): void {
  if (typeof caseId !== 'string') return;
  const members = byCase.get(caseId);
  if (members === undefined) byCase.set(caseId, new Set([id]));
  else members.add(id);
}

function isSameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a !== undefined && a.length === b?.length && a.every((item, index) => item === b[index]);
}

/** What a record changes that says nothing of the desk. */
export const unchanged: WorkspaceChange = { interactions: new Set(), context: false, before: new Map(), ofCase: [] };
