import { isRecordObject } from '../../base/guards';
import type { NumberedPageInfo, Page } from '../../session/page';
import { refusedView, viewOf } from './nodeView';
import type { NodeView, Scene } from './nodeView';
import { arrange, claimOf, mainOf, samePlace } from './layout';
import type { Layout, TreePlace } from './layout';
import { entriesOf, groupsOf } from './nodeEntries';
import { NodePool } from './nodes';
import { widgetsOf } from '../connection/hostedWidgets';
import type { TreeNode } from './nodes';
import type { LiveInteraction } from '../../protocol/records';
import { clockTime } from '../text/timeText';
import { refusedTooltip, tooltipOf } from './nodeTooltip';
import type { TooltipPart } from '../text/tooltip';

/**
 * The tree of pages, cases and interactions. Its nodes are built from the pages' desks on demand, and each change names the
 * nodes to ask for again.
 */
export class InteractionTree {
  readonly #pool = new NodePool();
  #refused: readonly string[] = [];
  /** The pages as they were when they last changed. */
  #infos: ReadonlyMap<string, NumberedPageInfo> = new Map();
  readonly #layouts = new Map<string, Layout>();
  /** The main interactions of cases that were asked for, by page and case, as long as nothing changes in the case. */
  readonly #mains = new Map<string, Map<string, LiveInteraction | undefined>>();
  /** What pages and cases looked like when last asked for, to tell whether a change below shows in them. */
  readonly #looks = new Map<TreeNode, Look>();

  constructor(
    private readonly source: { readonly pages: ReadonlyMap<string, Page>; readonly refusedOrigins?: readonly string[] },
    private readonly clock: (time: number) => string = clockTime,
  ) {}

  roots(): readonly TreeNode[] {
    const pages = [...this.source.pages.keys()].map((page) => this.#pool.node({ kind: 'page', page }));
    const refused = this.source.refusedOrigins ?? [];
    return [...pages, ...refused.map((page) => this.#pool.node({ kind: 'refused', page }))];
  }

  children(node: TreeNode): readonly TreeNode[] {
    const page = this.source.pages.get(node.page);
    if (page === undefined) return [];
    switch (node.kind) {
      case 'page':
        return this.#ofPage(page);
      case 'case':
        return this.#interactions(page, this.#layout(page).cases.get(node.caseId));
      case 'interaction':
        return this.#ofInteraction(page, node.interaction);
      case 'group':
        return this.#ofGroup(page, node);
      case 'entry':
      case 'hint':
      case 'refused':
      case 'widget':
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    const { page } = node;
    switch (node.kind) {
      case 'page':
      case 'refused':
        return undefined;
      case 'case':
      case 'hint':
        return this.#pool.node({ kind: 'page', page });
      case 'widget':
        return node.beside === undefined
          ? this.#pool.node({ kind: 'page', page })
          : this.#pool.node({ kind: 'interaction', page, interaction: node.beside });
      case 'interaction':
        return this.#container(page, this.#layouts.get(page)?.places.get(node.interaction) ?? { under: 'page' });
      case 'group':
        return this.#pool.node({ kind: 'interaction', page, interaction: node.interaction });
      case 'entry':
        return this.#pool.node({ kind: 'group', page, interaction: node.interaction, group: node.group });
    }
  }

  /** The node that `argument`, of whatever kind, stands for: one with the id of a node of this tree. */
  nodeOf(argument: unknown): TreeNode | undefined {
    const id = isRecordObject(argument) ? argument.id : undefined;
    return typeof id === 'string' ? this.#pool.byId(id) : undefined;
  }

  /** The node of an interaction that is there. */
  interaction(page: string, interaction: string): TreeNode | undefined {
    const known = this.source.pages.get(page);
    if (known?.desk.interactions.has(interaction) !== true) return undefined;
    // Where it stands has to be known for its parents to be told.
    this.#layout(known);
    return this.#pool.node({ kind: 'interaction', page, interaction });
  }

  /** How the node looks now, or undefined if what it stands for is gone. */
  view(node: TreeNode): NodeView | undefined {
    if (node.kind === 'refused') return refusedView(node.page);
    const page = this.source.pages.get(node.page);
    if (page === undefined) return undefined;
    const view = viewOf(node, this.#scene(page));
    if (node.kind === 'page' || node.kind === 'case') this.#looks.set(node, lookOf(view, page));
    return view;
  }

  tooltip(node: TreeNode): readonly TooltipPart[] {
    if (node.kind === 'refused') return refusedTooltip(node.page);
    const page = this.source.pages.get(node.page);
    return page === undefined ? [] : tooltipOf(node, this.#scene(page));
  }

  /**
   * The pages or the refused origins came, went or changed: forgets what belonged to those that are gone.
   * @returns the nodes of the pages to ask for again, or undefined where the roots are others than before
   */
  pagesChanged(): readonly TreeNode[] | undefined {
    const before = this.#infos;
    const refusedBefore = this.#refused;
    this.#refused = this.source.refusedOrigins ?? [];
    // The session makes a new info object when a page goes away, comes back or is loaded again.
    this.#infos = new Map([...this.source.pages].map(([id, page]) => [id, page.info]));
    this.#forgetGonePages();
    if (!sameKeys(before, this.#infos) || refusedBefore.join() !== this.#refused.join()) return undefined;
    const changed = [...this.#infos].filter(([id, info]) => before.get(id) !== info).map(([id]) => id);
    // A page that went and came back between two calls has another desk.
    for (const page of changed) this.#forgetLayout(page);
    return changed.map((page) => this.#pool.known({ kind: 'page', page })).filter((node) => node !== undefined);
  }

  #forgetGonePages(): void {
    const isGone = (page: string): boolean => !this.source.pages.has(page) && !this.#refused.includes(page);
    for (const page of this.#layouts.keys()) if (isGone(page)) this.#forgetLayout(page);
    this.#forget((node) => isGone(node.page));
  }

  /** The nodes to ask for again after the agent, the media or the allowed services of a page changed. */
  contextChanged(page: Page): readonly TreeNode[] {
    const node = this.#pool.known({ kind: 'page', page: page.id });
    return node !== undefined && this.#looksOther(node, page) ? [node] : [];
  }

  /**
   * The nodes to ask for again after these interactions of a page came, changed or went; none that is below another.
   */
  interactionsChanged(page: Page, changed: ReadonlySet<string>): readonly TreeNode[] {
    const before = this.#layouts.get(page.id);
    // No node below the page was asked for yet, so none can be out of date.
    if (before === undefined) return [];
    const { interactions } = page.desk;
    const touched = new Set<TreeNode>();
    const moved = [...changed].some((id) => {
      const interaction = interactions.get(id);
      return before.claims.get(id) !== (interaction && claimOf(interaction));
    });
    if (moved) this.#rearrange(page, before, touched);
    this.#touch(page, changed, touched);
    return [...touched].filter((node) => !this.#isBelow(node, touched));
  }

  #rearrange(page: Page, before: Layout, touched: Set<TreeNode>): void {
    const after = arrange(page.desk.interactions);
    this.#layouts.set(page.id, after);
    this.#mains.delete(page.id);
    for (const id of new Set([...before.places.keys(), ...after.places.keys()])) {
      const [from, to] = [before.places.get(id), after.places.get(id)];
      if (samePlace(from, to)) continue;
      for (const place of [from, to]) {
        // The place of a parent that went is touched itself.
        if (place?.under === 'interaction' && !after.places.has(place.id)) continue;
        const container = place && this.#container(page.id, place);
        if (container !== undefined) touched.add(container);
      }
    }
    // The page's children change when cases come, go or move, and when the hint of an empty page comes or goes.
    if (!sameKeys(before.cases, after.cases) || (before.places.size === 0) !== (after.places.size === 0)) {
      const node = this.#pool.known({ kind: 'page', page: page.id });
      if (node !== undefined) touched.add(node);
    }
    this.#forgetGone(page.id, before, after);
  }

  /** Adds the nodes in which a change of these interactions shows. */
  #touch(page: Page, changed: ReadonlySet<string>, touched: Set<TreeNode>): void {
    const { places } = this.#layout(page);
    const cases = new Set<string>();
    for (const id of changed) {
      const node = this.#pool.known({ kind: 'interaction', page: page.id, interaction: id });
      if (node !== undefined) touched.add(node);
      const place = places.get(id);
      if (place?.under === 'case') cases.add(place.id);
    }
    for (const caseId of cases) {
      this.#mains.get(page.id)?.delete(caseId);
      const node = this.#pool.known({ kind: 'case', page: page.id, caseId });
      if (node !== undefined && this.#looksOther(node, page)) touched.add(node);
    }
  }

  /** Whether a page or case that has been shown would now look other than it was shown. */
  #looksOther(node: TreeNode, page: Page): boolean {
    const shown = this.#looks.get(node);
    if (shown === undefined) return false;
    const now = lookOf(viewOf(node, this.#scene(page)), page);
    return now.text !== shown.text || now.services !== shown.services || now.widgets !== shown.widgets;
  }

  #forgetGone(page: string, before: Layout, after: Layout): void {
    const isGone = (node: TreeNode): boolean =>
      ('interaction' in node && !after.places.has(node.interaction)) ||
      (node.kind === 'widget' && node.beside !== undefined && !after.places.has(node.beside)) ||
      (node.kind === 'case' && !after.cases.has(node.caseId));
    const anyGone =
      [...before.places.keys()].some((id) => !after.places.has(id)) ||
      [...before.cases.keys()].some((id) => !after.cases.has(id));
    if (anyGone) this.#forget((node) => node.page === page && isGone(node));
  }

  #forget(isGone: (node: TreeNode) => boolean): void {
    this.#pool.forget(isGone);
    for (const node of this.#looks.keys()) if (isGone(node)) this.#looks.delete(node);
  }

  #isBelow(node: TreeNode, touched: ReadonlySet<TreeNode>): boolean {
    for (let above = this.parent(node); above !== undefined; above = this.parent(above)) {
      if (touched.has(above)) return true;
    }
    return false;
  }

  #scene(page: Page): Scene {
    const layout = this.#layout(page);
    return { page, layout, clock: this.clock, main: (caseId) => this.#main(page, layout, caseId) };
  }

  #main(page: Page, layout: Layout, caseId: string): LiveInteraction | undefined {
    const mains = this.#mains.get(page.id) ?? new Map<string, LiveInteraction | undefined>();
    this.#mains.set(page.id, mains);
    if (!mains.has(caseId)) mains.set(caseId, mainOf(layout.cases.get(caseId) ?? [], page.desk.interactions));
    return mains.get(caseId);
  }

  #forgetLayout(page: string): void {
    this.#layouts.delete(page);
    this.#mains.delete(page);
  }

  #layout(page: Page): Layout {
    const known = this.#layouts.get(page.id);
    if (known !== undefined) return known;
    const layout = arrange(page.desk.interactions);
    this.#layouts.set(page.id, layout);
    return layout;
  }

  /** The node of a place, if it was ever asked for. */
  #container(page: string, place: TreePlace): TreeNode | undefined {
    if (place.under === 'page') return this.#pool.known({ kind: 'page', page });
    return place.under === 'case'
      ? this.#pool.known({ kind: 'case', page, caseId: place.id })
      : this.#pool.known({ kind: 'interaction', page, interaction: place.id });
  }

  #ofPage(page: Page): readonly TreeNode[] {
    const layout = this.#layout(page);
    const widgets = this.#widgets(page, undefined);
    if (layout.places.size === 0) return [...widgets, this.#pool.node({ kind: 'hint', page: page.id })];
    const cases = [...layout.cases.keys()].map((caseId) => this.#pool.node({ kind: 'case', page: page.id, caseId }));
    return [...widgets, ...cases, ...this.#interactions(page, layout.loose)];
  }

  #widgets(page: Page, beside: string | undefined): readonly TreeNode[] {
    return widgetsOf(page, beside).map(({ name }) =>
      this.#pool.node({ kind: 'widget', page: page.id, widget: name, beside }),
    );
  }

  #ofInteraction(page: Page, id: string): readonly TreeNode[] {
    const interaction = page.desk.interactions.get(id);
    if (interaction === undefined) return [];
    const parts = groupsOf(interaction).map((group) =>
      this.#pool.node({ kind: 'group', page: page.id, interaction: id, group }),
    );
    return [
      ...this.#interactions(page, this.#layout(page).consultations.get(id)),
      ...parts,
      ...this.#widgets(page, id),
    ];
  }

  #ofGroup(page: Page, node: Extract<TreeNode, { kind: 'group' }>): readonly TreeNode[] {
    const interaction = page.desk.interactions.get(node.interaction);
    if (interaction === undefined) return [];
    return entriesOf(interaction, node.group).map(({ key }) =>
      this.#pool.node({ kind: 'entry', page: page.id, interaction: node.interaction, group: node.group, key }),
    );
  }

  #interactions(page: Page, ids: readonly string[] | undefined): readonly TreeNode[] {
    return (ids ?? []).map((interaction) => this.#pool.node({ kind: 'interaction', page: page.id, interaction }));
  }
}

/**
 * What may be called anywhere in a page depends on its services, and its widgets have nodes below it, so both count as part
 * of how it looks.
 */
interface Look extends Pick<Page['desk'], 'services' | 'widgets'> {
  readonly text: string;
}

function lookOf(view: NodeView | undefined, { desk: { services, widgets } }: Page): Look {
  return { text: JSON.stringify(view ?? null), services, widgets };
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  const others = [...b.keys()];
  return a.size === b.size && [...a.keys()].every((key, index) => key === others[index]);
}
