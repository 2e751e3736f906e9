import type { MethodSpec } from '../../api/method';
import { isRecordObject } from '../../base/json';
import type { Desk } from '../../protocol/desk';
import type { LiveInteraction } from '../../protocol/records';
import type { Page } from '../page';
import { fits } from './abilities';
import { iconOfInteraction } from './icons';
import { fieldText, stateOf, titleOf, userDataOf, whoOf } from './interactionFacts';
import type { Choice, ChoiceList } from './question';
import { uiText, valueText } from './text';

/** The interactions of a desk, those that fit the method first. */
export function interactionChoices(desk: Desk, method: MethodSpec): readonly ChoiceList[] {
  const all = [...desk.interactions.values()];
  const fitting = all.filter((interaction) => fits(method, interaction));
  const others = all.filter((interaction) => !fitting.includes(interaction));
  return [
    { choices: fitting.map(interactionChoice) },
    { heading: 'not in a fitting state', choices: others.map(interactionChoice) },
  ].filter((list) => list.choices.length > 0);
}

function interactionChoice(interaction: LiveInteraction): Choice {
  return {
    value: interaction.interactionId,
    label: uiText(titleOf(interaction)),
    description: uiText(
      [stateOf(interaction), fieldText(interaction, 'media'), `#${interaction.interactionId}`]
        .filter((part) => part !== undefined)
        .join(' · '),
    ),
    icon: iconOfInteraction(interaction).name,
  };
}

/** The cases of a desk. */
export function caseChoices(desk: Desk): readonly ChoiceList[] {
  const cases = new Map<string, LiveInteraction>();
  for (const interaction of desk.interactions.values()) {
    const caseId = fieldText(interaction, 'caseId');
    if (caseId !== undefined && !cases.has(caseId)) cases.set(caseId, interaction);
  }
  const choices = [...cases].map(([caseId, interaction]) => ({
    value: caseId,
    label: uiText(whoOf(interaction) ?? caseId),
    description: uiText(`${interaction.isCaseSelected === true ? 'selected · ' : ''}${caseId}`),
    icon: 'briefcase',
  }));
  return [{ choices }];
}

/** The keys of an interaction's user data; of all interactions if none is chosen. */
export function userDataKeyChoices(desk: Desk, interactionId: unknown): readonly ChoiceList[] {
  const interaction = typeof interactionId === 'string' ? desk.interactions.get(interactionId) : undefined;
  const data = (interaction && userDataOf(interaction)) ?? {};
  const choices = Object.entries(data).map(([key, value]) => ({
    value: key,
    label: uiText(key),
    description: uiText(valueText(value, 80)),
    icon: 'tag',
  }));
  return [{ choices }];
}

/** The media that the page named. Source: `seen`, `media` or `name` holds the name. */
function mediaNames(desk: Desk): readonly string[] {
  const named = mediaOf(desk).map((media) => fieldText(media, 'name') ?? fieldText(media, 'media'));
  const used = [...desk.interactions.values()].map((interaction) => fieldText(interaction, 'media'));
  return [...new Set([...named, ...used].filter((name) => name !== undefined))];
}

export function mediaChoices(desk: Desk): readonly ChoiceList[] {
  return [{ choices: mediaNames(desk).map((name) => ({ value: name, label: uiText(name) })) }];
}

/** Operation names that every Workspace has. Source: reference. */
const commonOperations = ['Ready', 'NotReady'];

/** The operation names that the page's replies to getStateList and its media have shown, and the common ones. */
export function stateChoices(page: Page): readonly ChoiceList[] {
  const found = new Map<string, string | undefined>(commonOperations.map((name) => [name, undefined]));
  const listed = page.history.flatMap((record) =>
    record.kind === 'reply' && record.service === 'agent.getStateList' && Array.isArray(record.data)
      ? (record.data as readonly unknown[])
      : [],
  );
  for (const state of [...listed, ...mediaOf(page.desk).map((media) => media.state)]) {
    const name = isRecordObject(state) ? fieldText(state, 'operationName') : undefined;
    if (isRecordObject(state) && name !== undefined) found.set(name, fieldText(state, 'displayName'));
  }
  const choices = [...found].map(([name, shown]) => ({
    value: name,
    label: uiText(name),
    ...(shown === undefined ? {} : { description: uiText(shown) }),
  }));
  return [{ choices }];
}

function mediaOf(desk: Desk): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(desk.media) ? desk.media.filter(isRecordObject) : [];
}
