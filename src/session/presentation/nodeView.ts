import { isRecordObject } from '../../base/json';
import type { LiveInteraction } from '../../protocol/records';
import type { Page } from '../page';
import { can, isAllowed, servicesThatFit } from './abilities';
import { faded, iconOfInteraction, iconOfKind } from './icons';
import type { Icon } from './icons';
import { fieldText, kindOf, stateOf, userDataOf, whoOf } from './interactionFacts';
import type { Layout } from './layout';
import { entriesOf } from './nodeEntries';
import { pageServices } from './methodCommands';
import { agentName, pageName, pageTrouble, placeText } from './pageFacts';
import type { Group, TreeNode } from './nodes';
import { count, oneLine, valueText } from './text';
import { timeText } from './timeText';

/** How a node looks. */
export interface NodeView {
  readonly label: string;
  readonly description?: string;
  readonly icon?: Icon;
  /** What the node is, and `can:<service>` for each service that may be called on it now. Menus ask for these. */
  readonly tokens: readonly string[];
  readonly expand: 'never' | 'collapsed' | 'expanded';
}

/** What a node's looks depend on. */
export interface Scene {
  readonly page: Page;
  readonly layout: Layout;
  /** A time of day in the user's language. */
  readonly clock: (time: number) => string;
}

type NodeOf<K extends TreeNode['kind']> = Extract<TreeNode, { kind: K }>;

/** How a node looks now; undefined if what it stands for is gone. */
export function viewOf(node: TreeNode, scene: Scene): NodeView | undefined {
  switch (node.kind) {
    case 'page':
      return pageView(scene.page);
    case 'case':
      return caseView(node, scene);
    case 'interaction':
      return interactionView(node, scene);
    case 'group':
      return groupView(node, scene);
    case 'entry':
      return entryView(node, scene);
    case 'hint':
      return hintView(node, scene.page);
  }
}

function pageView(page: Page): NodeView {
  const { info } = page;
  const trouble = pageTrouble(page);
  const parts = info.connected
    ? [info.place === 'simulator' ? undefined : placeText(info.place), agentName(page.desk.agent), trouble?.short]
    : ['away'];
  const description = oneLine(parts.filter((part) => part !== undefined).join(' · '));
  const services = pageServices.filter((service) => isAllowed(service, page.desk.services));
  return {
    label: oneLine(pageName(info)),
    ...(description === '' ? {} : { description }),
    icon: !info.connected
      ? { name: 'debug-disconnect', color: 'disabledForeground' }
      : trouble !== undefined
        ? { name: 'warning', color: 'list.warningForeground' }
        : { name: info.place === 'simulator' ? 'beaker' : 'browser' },
    tokens: ['page', ...(info.connected ? services.map(canToken) : [])],
    expand: 'expanded',
  };
}

function caseView(node: NodeOf<'case'>, { page, layout }: Scene): NodeView | undefined {
  const main = mainInteraction(node.caseId, page, layout);
  if (main === undefined) return undefined;
  const select = 'interaction.selectCaseByCaseId';
  const selectable = page.info.connected && isAllowed(select, page.desk.services);
  return {
    label: oneLine(whoOf(main) ?? `Case ${node.caseId}`),
    ...(main.isCaseSelected === true ? { description: 'selected' } : {}),
    icon: iconOfKind(node),
    tokens: ['case', ...(selectable ? [canToken(select)] : [])],
    expand: 'expanded',
  };
}

function interactionView(node: NodeOf<'interaction'>, scene: Scene): NodeView | undefined {
  const { page, layout, clock } = scene;
  const interaction = page.desk.interactions.get(node.interaction);
  if (interaction === undefined) return undefined;
  const since = timeText(interaction.startDate, clock);
  const services = page.info.connected ? servicesThatFit(interaction, page.desk.services) : [];
  return {
    label: oneLine(
      [kindOf(interaction), whoBesideCase(interaction, scene)].filter((part) => part !== undefined).join(' · '),
    ),
    description: [oneLine(stateOf(interaction)), ...(since === undefined ? [] : [since])].join(' · '),
    icon: page.info.connected ? iconOfInteraction(interaction) : faded(iconOfInteraction(interaction)),
    tokens: ['interaction', ...services.map(canToken)],
    expand: layout.consultations.has(node.interaction) ? 'expanded' : 'collapsed',
  };
}

const groupLabels: Readonly<Record<Group, string>> = {
  userData: 'User Data',
  parties: 'Parties',
  contact: 'Contact',
  details: 'Details',
};

function groupView(node: NodeOf<'group'>, { page }: Scene): NodeView | undefined {
  const interaction = page.desk.interactions.get(node.interaction);
  if (interaction === undefined) return undefined;
  const entries = entriesOf(interaction, node.group);
  const description = {
    userData: () => (entries.length === 0 ? 'empty' : count(entries.length, 'key')),
    parties: () => String(entries.length),
    contact: () => whoOf(interaction) ?? '',
    details: () => '',
  }[node.group]();
  const data = node.group === 'userData' ? userDataTokens(interaction, page) : [];
  return {
    label: groupLabels[node.group],
    ...(description === '' ? {} : { description: oneLine(description) }),
    icon: iconOfKind(node),
    tokens: [node.group, ...data.filter((token) => token !== canToken('interaction.deleteUserData'))],
    expand: entries.length === 0 ? 'never' : 'collapsed',
  };
}

function entryView(node: NodeOf<'entry'>, { page }: Scene): NodeView | undefined {
  const interaction = page.desk.interactions.get(node.interaction);
  const entry = interaction && entriesOf(interaction, node.group).find(({ key }) => key === node.key);
  if (interaction === undefined || entry === undefined) return undefined;
  const data = node.group === 'userData' ? userDataTokens(interaction, page) : [];
  const party = node.group === 'parties';
  return {
    label: party ? partyLabel(entry.value) : oneLine(entry.key),
    ...(party ? {} : { description: valueText(entry.value) }),
    tokens: ['entry', ...data],
    expand: 'never',
  };
}

function hintView(node: NodeOf<'hint'>, page: Page): NodeView {
  const trouble = pageTrouble(page);
  return {
    ...(trouble === undefined
      ? { label: 'No interactions', description: 'they appear here as they come' }
      : { label: 'Workspace did not list its interactions', description: trouble.reason }),
    icon: iconOfKind(node),
    tokens: ['hint'],
    expand: 'never',
  };
}

/** The interaction that gives a case its name: the one that says it is the main one, else the first. */
function mainInteraction(caseId: string, page: Page, layout: Layout): LiveInteraction | undefined {
  const members = (layout.cases.get(caseId) ?? []).flatMap((id) => page.desk.interactions.get(id) ?? []);
  return members.find((interaction) => interaction.isMainCaseInteraction === true) ?? members[0];
}

/** Whom an interaction is with, where its case's label does not say it already. */
function whoBesideCase(interaction: LiveInteraction, { page, layout }: Scene): string | undefined {
  const who = whoOf(interaction);
  const place = layout.places.get(interaction.interactionId);
  const main = place?.under === 'case' ? mainInteraction(place.id, page, layout) : undefined;
  return main !== undefined && whoOf(main) === who ? undefined : who;
}

function userDataTokens(interaction: LiveInteraction, page: Page): string[] {
  if (!page.info.connected || userDataOf(interaction) === undefined) return [];
  return ['interaction.setUserData', 'interaction.deleteUserData']
    .filter((service) => can(service, interaction, page.desk.services))
    .map(canToken);
}

function partyLabel(party: unknown): string {
  return (isRecordObject(party) ? fieldText(party, 'name') : undefined) ?? valueText(party);
}

/** The token that a menu's `when` clause asks for. */
export function canToken(service: string): string {
  return `can:${service}`;
}
