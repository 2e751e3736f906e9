import { append } from '../../base/collections';
import type { LiveInteraction } from '../../protocol/records';
import { fieldText } from './interactionFacts';

/** Where an interaction stands in the tree: under its parent, else in its case, else directly under the page. */
export type TreePlace =
  | { readonly under: 'interaction'; readonly id: string }
  | { readonly under: 'case'; readonly id: string }
  | { readonly under: 'page' };

/** How one page's interactions are arranged at one moment. */
export interface Layout {
  /** What the page said of each interaction's place. As long as this stays the same, so do all places. */
  readonly claims: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, TreePlace>;
  /** Cases in the order in which they came, each with its main interactions. */
  readonly cases: ReadonlyMap<string, readonly string[]>;
  /** Interactions that belong to no case. */
  readonly loose: readonly string[];
  /** The consultations of each interaction that has some. */
  readonly consultations: ReadonlyMap<string, readonly string[]>;
}

/** Arranges interactions; a parent that is not there, or that is a descendant of its own child, counts as none. */
export function arrange(interactions: ReadonlyMap<string, LiveInteraction>): Layout {
  const claims = new Map<string, string>();
  const places = new Map<string, TreePlace>();
  const cases = new Map<string, string[]>();
  const loose: string[] = [];
  const consultations = new Map<string, string[]>();
  for (const [id, interaction] of interactions) {
    const place = placeOf(interaction, interactions);
    claims.set(id, claimOf(interaction));
    places.set(id, place);
    if (place.under === 'interaction') append(consultations, place.id, id);
    else if (place.under === 'case') append(cases, place.id, id);
    else loose.push(id);
  }
  return { claims, places, cases, loose, consultations };
}

/** What the page says of an interaction's place. */
export function claimOf(interaction: LiveInteraction): string {
  const parent = fieldText(interaction, 'parentInteractionId') ?? '';
  // The length of the first id keeps both ids apart.
  return `${parent.length} ${parent}${fieldText(interaction, 'caseId') ?? ''}`;
}

/** The interaction that gives a case its name: the one that says it is the main one, else the first. */
export function mainOf(
  members: readonly string[],
  interactions: ReadonlyMap<string, LiveInteraction>,
): LiveInteraction | undefined {
  let first: LiveInteraction | undefined;
  for (const id of members) {
    const interaction = interactions.get(id);
    if (interaction?.isMainCaseInteraction === true) return interaction;
    first ??= interaction;
  }
  return first;
}

/** Whether two places are the same. */
export function samePlace(a: TreePlace | undefined, b: TreePlace | undefined): boolean {
  return a?.under === b?.under && idIn(a) === idIn(b);
}

function placeOf(interaction: LiveInteraction, all: ReadonlyMap<string, LiveInteraction>): TreePlace {
  const parent = parentIn(interaction, all);
  if (parent !== undefined && descendsFromRoot(parent, all)) return { under: 'interaction', id: parent.interactionId };
  const caseId = fieldText(interaction, 'caseId');
  return caseId === undefined ? { under: 'page' } : { under: 'case', id: caseId };
}

function idIn(place: TreePlace | undefined): string | undefined {
  return place === undefined || place.under === 'page' ? undefined : place.id;
}

function parentIn(
  interaction: LiveInteraction,
  all: ReadonlyMap<string, LiveInteraction>,
): LiveInteraction | undefined {
  const id = fieldText(interaction, 'parentInteractionId');
  return id === undefined ? undefined : all.get(id);
}

/** Whether the chain of parents ends: it is not circular and not longer than a real desk could have. */
function descendsFromRoot(interaction: LiveInteraction, all: ReadonlyMap<string, LiveInteraction>): boolean {
  let ancestor: LiveInteraction | undefined = interaction;
  for (let depth = 0; depth < maxDepth; depth++) {
    ancestor = parentIn(ancestor, all);
    if (ancestor === undefined) return true;
  }
  return false;
}

const maxDepth = 16;
