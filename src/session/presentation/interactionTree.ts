import { isRecordObject } from '../../base/json';
import type { PageInfo } from '../../protocol/messages';
import type { Page } from '../page';
import { viewOf } from './nodeView';
import type { NodeView } from './nodeView';
import { arrange, claimOf, samePlace } from './layout';
import type { Layout, Place } from './layout';
import { entriesOf, groupsOf } from './nodeEntries';
import { NodePool } from './nodes';
import type { TreeNode } from './nodes';
import { clockTime } from './timeText';
import { tooltipOf } from './nodeTooltip';
import type { TooltipPart } from './tooltip';

/**
 * The tree of pages, cases and interactions, built from the pages' desks as it is asked for. It says which nodes a
 * change touches; whoever shows it asks for these again.
 */
export class InteractionTree {
  readonly #pool = new NodePool();
  /** The pages as they were when they last changed. */
  #infos: ReadonlyMap<string, PageInfo> = new Map();
  readonly #layouts = new Map<string, Layout>();
  /** What the looks of pages and cases were when last asked for, to tell whether a change below shows in them. */
  readonly #looks = new Map<TreeNode, string>();

  constructor(
    private readonly source: { readonly pages: ReadonlyMap<string, Page> },
    private readonly clock: (time: number) => string = clockTime,
  ) {}

  roots(): readonly TreeNode[] {
    return [...this.source.pages.keys()].map((page) => this.#pool.node({ kind: 'page', page }));
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
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    const { page } = node;
    switch (node.kind) {
      case 'page':
        return undefined;
      case 'case':
      case 'hint':
        return this.#pool.node({ kind: 'page', page });
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

  /** How the node looks now, or undefined if what it stands for is gone. */
  view(node: TreeNode): NodeView | undefined {
    const page = this.source.pages.get(node.page);
    if (page === undefined) return undefined;
    const view = viewOf(node, { page, layout: this.#layout(page), clock: this.clock });
    if (node.kind === 'page' || node.kind === 'case') this.#looks.set(node, lookOf(view, page));
    return view;
  }

  tooltip(node: TreeNode): readonly TooltipPart[] {
    const page = this.source.pages.get(node.page);
    return page === undefined ? [] : tooltipOf(node, { page, layout: this.#layout(page), clock: this.clock });
  }

  /**
   * The pages came, went or changed: forgets what belonged to those that are gone.
   * @returns the nodes of the pages to ask for again, or undefined where the roots are others than before
   */
  pagesChanged(): readonly TreeNode[] | undefined {
    const before = this.#infos;
    // What is known of a page is another object whenever it went away, came back or was loaded again.
    this.#infos = new Map([...this.source.pages].map(([id, page]) => [id, page.info]));
    this.#forgetGonePages();
    if (!sameKeys(before, this.#infos)) return undefined;
    const changed = [...this.#infos].filter(([id, info]) => before.get(id) !== info).map(([id]) => id);
    // One that went and came anew in the same moment has another desk.
    for (const page of changed) this.#layouts.delete(page);
    return changed.map((page) => this.#pool.known({ kind: 'page', page })).filter((node) => node !== undefined);
  }

  #forgetGonePages(): void {
    const isGone = (page: string): boolean => !this.source.pages.has(page);
    for (const page of this.#layouts.keys()) if (isGone(page)) this.#layouts.delete(page);
    this.#forget((node) => isGone(node.page));
  }

  /** The nodes to ask for again after the agent, the media or the allowed services of a page changed. */
  surroundingsChanged(page: Page): readonly TreeNode[] {
    const node = this.#pool.known({ kind: 'page', page: page.id });
    return node !== undefined && this.#looksOther(node, page) ? [node] : [];
  }

  /**
   * The nodes to ask for again after these interactions of a page came, changed or went; none that is below another.
   */
  interactionsChanged(page: Page, changed: ReadonlySet<string>): readonly TreeNode[] {
    const before = this.#layouts.get(page.id);
    // Nobody has looked into the page yet; when somebody does, everything is made anew.
    if (before === undefined) return [];
    const { interactions } = page.desk;
    const touched = new Set<TreeNode>();
    const moved = [...changed].some((id) => {
      const interaction = interactions.get(id);
      return before.claims.get(id) !== (interaction && claimOf(interaction));
    });
    if (moved) this.#rearrange(page, before, touched);
    for (const id of changed) this.#touch(page, id, touched);
    return [...touched].filter((node) => !this.#isBelow(node, touched));
  }

  #rearrange(page: Page, before: Layout, touched: Set<TreeNode>): void {
    const after = arrange(page.desk.interactions);
    this.#layouts.set(page.id, after);
    for (const id of new Set([...before.places.keys(), ...after.places.keys()])) {
      const [from, to] = [before.places.get(id), after.places.get(id)];
      if (samePlace(from, to)) continue;
      for (const place of [from, to]) {
        // A parent that went is itself in a place that is touched.
        if (place?.under === 'interaction' && !after.places.has(place.id)) continue;
        const container = place && this.#container(page.id, place);
        if (container !== undefined) touched.add(container);
      }
    }
    // Cases that came, went or changed places show in the page; so does the hint that stands where there is nothing.
    if (!sameKeys(before.cases, after.cases) || (before.places.size === 0) !== (after.places.size === 0)) {
      const node = this.#pool.known({ kind: 'page', page: page.id });
      if (node !== undefined) touched.add(node);
    }
    this.#forgetGone(page.id, before, after);
  }

  /** Adds the nodes in which a change of this interaction shows. */
  #touch(page: Page, id: string, touched: Set<TreeNode>): void {
    const node = this.#pool.known({ kind: 'interaction', page: page.id, interaction: id });
    if (node !== undefined) touched.add(node);
    const place = this.#layout(page).places.get(id);
    if (place?.under !== 'case') return;
    const caseNode = this.#pool.known({ kind: 'case', page: page.id, caseId: place.id });
    if (caseNode !== undefined && this.#looksOther(caseNode, page)) touched.add(caseNode);
  }

  /** Whether a page or case that has been shown would now look other than it was shown. */
  #looksOther(node: TreeNode, page: Page): boolean {
    const shown = this.#looks.get(node);
    if (shown === undefined) return false;
    return lookOf(viewOf(node, { page, layout: this.#layout(page), clock: this.clock }), page) !== shown;
  }

  #forgetGone(page: string, before: Layout, after: Layout): void {
    const isGone = (node: TreeNode): boolean =>
      ('interaction' in node && !after.places.has(node.interaction)) ||
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

  #layout(page: Page): Layout {
    const known = this.#layouts.get(page.id);
    if (known !== undefined) return known;
    const layout = arrange(page.desk.interactions);
    this.#layouts.set(page.id, layout);
    return layout;
  }

  /** The node of a place, if it was ever asked for. */
  #container(page: string, place: Place): TreeNode | undefined {
    if (place.under === 'page') return this.#pool.known({ kind: 'page', page });
    return place.under === 'case'
      ? this.#pool.known({ kind: 'case', page, caseId: place.id })
      : this.#pool.known({ kind: 'interaction', page, interaction: place.id });
  }

  #ofPage(page: Page): readonly TreeNode[] {
    const layout = this.#layout(page);
    if (layout.places.size === 0) return [this.#pool.node({ kind: 'hint', page: page.id })];
    const cases = [...layout.cases.keys()].map((caseId) => this.#pool.node({ kind: 'case', page: page.id, caseId }));
    return [...cases, ...this.#interactions(page, layout.loose)];
  }

  #ofInteraction(page: Page, id: string): readonly TreeNode[] {
    const interaction = page.desk.interactions.get(id);
    if (interaction === undefined) return [];
    const parts = groupsOf(interaction).map((group) =>
      this.#pool.node({ kind: 'group', page: page.id, interaction: id, group }),
    );
    return [...this.#interactions(page, this.#layout(page).consultations.get(id)), ...parts];
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

/** What may be called anywhere in a page depends on its services too, so these count as part of how it looks. */
function lookOf(view: NodeView | undefined, page: Page): string {
  return JSON.stringify([view, page.desk.services]);
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  const others = [...b.keys()];
  return a.size === b.size && [...a.keys()].every((key, index) => key === others[index]);
}
