import { isRecordObject } from '../../base/guards';
import type { LiveInteraction } from '../../protocol/records';
import type { Page } from '../../session/page';
import { can, isAllowed, servicesThatFit } from './abilities';
import { faded, iconOfInteraction, iconOfKind, iconOfWidget } from './icons';
import type { NodeIcon } from './icons';
import { fieldText, interactionKindOf, stateOf, userDataOf, whoOf } from './interactionFacts';
import type { Layout } from './layout';
import { entriesOf } from './nodeEntries';
import { pageServices } from '../services/methodCommands';
import { widgetStatus, widgetTrouble } from '../connection/hostedWidgets';
import { agentName, pageName, pageTrouble, placeText } from '../connection/pageFacts';
import type { Group, TreeNode } from './nodes';
import { count, oneLine, valueText } from '../text/text';
import { timeText } from '../text/timeText';

/** How a node looks. */
export interface NodeView {
  readonly label: string;
  readonly description?: string;
  readonly icon?: NodeIcon;
  /** What the node is, and `can:<service>` for each service that may be called on it now. Menus ask for these. */
  readonly tokens: readonly string[];
  readonly expand: 'never' | 'collapsed' | 'expanded';
}

/** What a node's looks depend on. */
export interface Scene {
  readonly page: Page;
  readonly layout: Layout;
  /** The interaction that gives a case its name, if the case is there. */
  readonly main: (caseId: string) => LiveInteraction | undefined;
  /** A time of day in the user's language. */
  readonly clock: (time: number) => string;
}

type NodeOf<K extends TreeNode['kind']> = Extract<TreeNode, { kind: K }>;

/** How a node looks now; undefined if what it stands for is gone. Whatever a page sent is fit to be shown. */
export function viewOf(node: TreeNode, scene: Scene): NodeView | undefined {
  const view = plainView(node, scene);
  if (view === undefined) return undefined;
  const { label, description, ...looks } = view;
  const shown = oneLine(description ?? '');
  return { label: oneLine(label), ...(shown === '' ? {} : { description: shown }), ...looks };
}

/** How a node looks, with texts as the page sent them. */
function plainView(node: TreeNode, scene: Scene): NodeView | undefined {
  switch (node.kind) {
    case 'page':
      return pageView(scene.page);
    case 'case':
      return caseView(node, scene);
    case 'widget':
      return widgetView(node, scene.page);
    case 'interaction':
      return interactionView(node, scene);
    case 'group':
      return groupView(node, scene);
    case 'entry':
      return entryView(node, scene);
    case 'hint':
      return hintView(node, scene.page);
    case 'refused':
      return refusedView(node.page);
  }
}

function pageView(page: Page): NodeView {
  const { info } = page;
  const trouble = pageTrouble(page) ?? widgetTrouble(page);
  const agent = agentName(page.desk.agent);
  const parts = info.connected
    ? [info.place === 'simulator' ? undefined : placeText(info.place), trouble?.short, agent && oneLine(agent, 60)]
    : ['away'];
  const services = pageServices.filter((service) => isAllowed(service, page.desk.services));
  return {
    label: pageName(info),
    description: joined(parts),
    icon: !info.connected
      ? { name: 'debug-disconnect', color: 'disabledForeground' }
      : trouble !== undefined
        ? { name: 'warning', color: 'list.warningForeground' }
        : { name: info.place === 'simulator' ? 'beaker' : 'browser' },
    tokens: ['page', `place:${info.place}`, ...connection(page), ...(info.connected ? services.map(canToken) : [])],
    expand: 'expanded',
  };
}

/** How a page looks that was turned away because of its origin. */
export function refusedView(origin: string): NodeView {
  return {
    label: oneLine(origin),
    description: 'turned away: select it to allow its origin',
    icon: { name: 'circle-slash', color: 'list.warningForeground' },
    tokens: ['refused'],
    expand: 'never',
  };
}

function caseView(node: NodeOf<'case'>, { page, main: mainOf }: Scene): NodeView | undefined {
  const main = mainOf(node.caseId);
  if (main === undefined) return undefined;
  const select = 'interaction.selectCaseByCaseId';
  const selectable = page.info.connected && isAllowed(select, page.desk.services);
  return {
    label: whoOf(main) ?? `Case ${node.caseId}`,
    ...(main.isCaseSelected === true ? { description: 'selected' } : {}),
    icon: iconOfKind(node),
    tokens: ['case', ...connection(page), ...(selectable ? [canToken(select)] : [])],
    expand: 'expanded',
  };
}

function widgetView(node: NodeOf<'widget'>, page: Page): NodeView | undefined {
  const widget = page.desk.widgets.find(({ name }) => name === node.widget);
  if (widget === undefined) return undefined;
  return {
    label: widget.name,
    description: widgetStatus(widget).short,
    icon: page.info.connected ? iconOfWidget(widget.state) : faded(iconOfWidget(widget.state)),
    tokens: ['widget', ...connection(page)],
    expand: 'never',
  };
}

function interactionView(node: NodeOf<'interaction'>, scene: Scene): NodeView | undefined {
  const { page, layout, clock } = scene;
  const interaction = page.desk.interactions.get(node.interaction);
  if (interaction === undefined) return undefined;
  const isBlocked = page.desk.isMarkdoneBlocked(node.interaction);
  const services = page.info.connected ? servicesThatFit(interaction, page.desk.services, isBlocked) : [];
  return {
    label: joined([oneLine(interactionKindOf(interaction), 60), whoBesideCase(interaction, scene)]),
    description: joined([
      oneLine(stateOf(interaction), 60),
      // A narrow view cuts the end of the line.
      `#${oneLine(node.interaction, 40)}`,
      isBlocked ? 'mark done blocked' : undefined,
      timeOf(interaction, page, clock),
    ]),
    icon: page.info.connected ? iconOfInteraction(interaction) : faded(iconOfInteraction(interaction)),
    tokens: ['interaction', ...connection(page), ...services.map(canToken)],
    expand: layout.consultations.has(node.interaction) ? 'expanded' : 'collapsed',
  };
}

/** Since when an interaction is in its state; where nobody saw that, when it started. */
function timeOf(interaction: LiveInteraction, page: Page, clock: Scene['clock']): string | undefined {
  const since = timeText(page.desk.stateSince(interaction.interactionId), clock);
  if (since !== undefined) return `since ${since}`;
  const started = timeText(interaction.startDate, clock);
  return started === undefined ? undefined : `started ${started}`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
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
    description,
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
    label: party ? partyLabel(entry.value) : entry.key,
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

/** Whom an interaction is with, where its case's label does not say it already. */
function whoBesideCase(interaction: LiveInteraction, { layout, main: mainOf }: Scene): string | undefined {
  const who = whoOf(interaction);
  const place = layout.places.get(interaction.interactionId);
  const main = place?.under === 'case' ? mainOf(place.id) : undefined;
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

/** Whether services can be called on the page at all. */
function connection({ info }: Page): string[] {
  return info.connected ? ['connected'] : [];
}

/** The token that a menu's `when` clause asks for. */
export function canToken(service: string): string {
  return `can:${service}`;
}
