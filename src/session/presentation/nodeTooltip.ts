import { interactionFields } from '../../api/interaction';
import { acceptedOriginsOption } from '../../api/options';
import { interactionStates, isInteractionState } from '../../api/states';
import type { LiveInteraction } from '../../protocol/records';
import type { Page } from '../page';
import { fieldText, stateOf, titleOf } from './interactionFacts';
import { entriesOf } from './nodeEntries';
import type { TreeNode } from './nodes';
import type { Scene } from './nodeView';
import { agentName, isOutside, isRefusal, outsideAdvice, pageName, pageTrouble, placeText } from './pageFacts';
import { count, oneLine, valueText } from './text';
import { timeText } from './timeText';
import { fact, heading, paragraph } from './tooltip';
import type { TooltipPart } from './tooltip';

/** More of a value than a tooltip can show. */
const longestValue = 2000;

/** What the tooltip of a node says; nothing where the node's line says it all. */
export function tooltipOf(node: TreeNode, { page, clock }: Scene): readonly TooltipPart[] {
  if (node.kind === 'page') return pageTooltip(page);
  if (node.kind === 'case') return fact('Case', oneLine(node.caseId));
  if (node.kind === 'hint') return [];
  const interaction = page.desk.interactions.get(node.interaction);
  if (interaction === undefined || node.kind === 'group') return [];
  return node.kind === 'interaction' ? interactionTooltip(interaction, clock) : entryTooltip(node, interaction);
}

function pageTooltip(page: Page): TooltipPart[] {
  const { info, desk } = page;
  return [
    ...heading(oneLine(pageName(info))),
    ...(info.connected ? [] : paragraph('The page is away. It stays here for a while, in case it comes back.')),
    ...fact('Title', oneLine(info.title)),
    ...fact('Address', oneLine(info.location)),
    ...fact('Origin', oneLine(info.origin)),
    ...fact('Bridge in', placeText(info.place)),
    ...fact('Agent', text(agentName(desk.agent))),
    ...fact('Interactions', String(desk.interactions.size)),
    ...fact('Allowed services', desk.services && count(desk.services.length, 'entry', 'entries')),
    ...Object.entries(desk.refused).flatMap(([service, reason]) =>
      fact(`${refusalLabel(reason)} ${service}`, oneLine(reason)),
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

function interactionTooltip(interaction: LiveInteraction, clock: (time: number) => string): TooltipPart[] {
  const state = stateOf(interaction);
  return [
    ...heading(oneLine(titleOf(interaction))),
    ...fact('State', isInteractionState(state) ? `${state} (${interactionStates[state].doc})` : oneLine(state)),
    ...fact('Before', text(fieldText(interaction, 'previousState'))),
    ...fact('Since', timeText(interaction.startDate, clock)),
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
