import { interactionFields } from '../../api/interaction';
import { acceptedOriginsOption } from '../../api/options';
import { interactionStates, isInteractionState } from '../../api/states';
import type { Place } from '../../protocol/messages';
import type { LiveInteraction } from '../../protocol/records';
import type { Page } from '../../session/page';
import { fieldText, stateOf, titleOf } from './interactionFacts';
import { entriesOf } from './nodeEntries';
import type { TreeNode } from './nodes';
import type { Scene } from './nodeView';
import { agentName, isOutside, isRefusal, outsideAdvice, pageName, pageTrouble } from '../connection/pageFacts';
import { widgetStatus, widgetTooltip } from '../connection/hostedWidgets';
import { count, oneLine, valueText } from '../text/text';
import { timeText } from '../text/timeText';
import { fact, heading, paragraph } from '../text/tooltip';
import type { TooltipPart } from '../text/tooltip';

/** More of a value than a tooltip can show. */
const longestValue = 2000;

/** What the tooltip of a node says; nothing where the node's line says it all. */
export function tooltipOf(node: TreeNode, { page, clock }: Scene): readonly TooltipPart[] {
  if (node.kind === 'page') return pageTooltip(page);
  if (node.kind === 'case') return fact('Case', oneLine(node.caseId));
  if (node.kind === 'hint' || node.kind === 'refused') return [];
  if (node.kind === 'widget') {
    const widget = page.desk.widgets.find(({ name }) => name === node.widget);
    return widget === undefined ? [] : widgetTooltip(widget);
  }
  const interaction = page.desk.interactions.get(node.interaction);
  if (interaction === undefined || node.kind === 'group') return [];
  return node.kind === 'interaction' ? interactionTooltip(interaction, page, clock) : entryTooltip(node, interaction);
}

/** What the tooltip of a page says that was turned away. */
export function refusedTooltip(origin: string): readonly TooltipPart[] {
  return [
    ...heading(oneLine(origin)),
    ...paragraph(
      'A page of this origin has the bridge with the right key, and was turned away since the origin is not allowed. Allow it only if the page is yours.',
    ),
  ];
}

const whatItIs: Readonly<Record<Place, string>> = {
  widget:
    'A page with the bridge in it, such as a widget under development. What is below is what its Workspace tells it.',
  webContent: 'A Workspace, seen through the bridge page of the relay, which is one of its web contents.',
  simulator: 'The simulated Workspace of Deskside. Nothing in it reaches a customer.',
};

/** More services than a page is refused in practice. */
const mostRefused = 10;

function pageTooltip(page: Page): TooltipPart[] {
  const { info, desk } = page;
  const refused = Object.entries(desk.refused);
  return [
    ...heading(pageName(info)),
    ...paragraph(whatItIs[info.place]),
    ...(info.connected ? [] : paragraph('The page is away. It stays here for a while, in case it comes back.')),
    ...fact('Title', oneLine(info.title)),
    ...fact('Address', oneLine(info.location)),
    ...fact('Origin', oneLine(info.origin)),
    ...fact('Agent', text(agentName(desk.agent))),
    ...fact('Interactions', String(desk.interactions.size)),
    ...fact('Allowed services', desk.services && count(desk.services.length, 'entry', 'entries')),
    ...desk.widgets.flatMap((widget) => fact(`Widget ${oneLine(widget.name, 60)}`, widgetStatus(widget).text)),
    ...refused
      .slice(0, mostRefused)
      .flatMap(([service, reason]) => fact(`${refusalLabel(reason)} ${oneLine(service, 60)}`, oneLine(reason))),
    ...fact(
      'Refused or unanswered beside these',
      refused.length > mostRefused ? String(refused.length - mostRefused) : undefined,
    ),
    ...(pageTrouble(page) === undefined ? [] : paragraph(isOutside(page) ? outsideAdvice : allowHint)),
  ];
}

/** Workspace says no, or says nothing. */
function refusalLabel(reason: string): string {
  return isRefusal(reason) ? 'Refused:' : 'No answer to';
}

const allowHint = `An administrator allows it with the option ${acceptedOriginsOption}, which must name this page's origin.`;

/** The fields that a tooltip shows, apart from state and times. */
const shownFields = {
  media: 'Media',
  direction: 'Direction',
  callType: 'Call type',
  ani: 'ANI',
  dnis: 'DNIS',
  recordingState: 'Recording',
  ronaCallState: 'Not answered',
} as const satisfies Partial<Record<keyof typeof interactionFields, string>>;

function interactionTooltip(interaction: LiveInteraction, { desk }: Page, clock: Scene['clock']): TooltipPart[] {
  const state = stateOf(interaction);
  return [
    ...heading(oneLine(titleOf(interaction))),
    ...fact('State', isInteractionState(state) ? `${state} (${interactionStates[state].doc})` : oneLine(state)),
    ...fact('Before', text(fieldText(interaction, 'previousState'))),
    ...fact('In this state since', timeText(desk.stateSince(interaction.interactionId), clock)),
    ...fact('Started', timeText(interaction.startDate, clock)),
    ...fact('Mark done', desk.isMarkdoneBlocked(interaction.interactionId) ? 'blocked by a widget' : undefined),
    ...Object.entries(shownFields).flatMap(([field, name]) => fact(name, text(fieldText(interaction, field)))),
    ...fact('Id', oneLine(interaction.interactionId)),
    ...fact('Case', text(fieldText(interaction, 'caseId'))),
  ];
}

function entryTooltip(node: Extract<TreeNode, { kind: 'entry' }>, interaction: LiveInteraction): TooltipPart[] {
  const entry = entriesOf(interaction, node.group).find(({ key }) => key === node.key);
  if (entry === undefined) return [];
  const doc = node.group === 'details' ? fieldDocs.get(node.key) : undefined;
  return [
    ...heading(node.group === 'parties' ? 'Party' : oneLine(node.key)),
    { text: valueText(entry.value, longestValue) },
    ...(doc === undefined ? [] : paragraph(doc)),
  ];
}

const fieldDocs: ReadonlyMap<string, string> = new Map(
  Object.entries(interactionFields).map(([name, { doc }]) => [name, doc]),
);

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : oneLine(value);
}
