import type { MethodSpec } from '../../api/method';
import { isRecordObject } from '../../base/guards';
import { newestOf } from '../../model/history/newestOf';
import type { WorkspaceModel } from '../../model/workspaceModel';
import type { LiveInteraction } from '../../protocol/records';
import type { Page } from '../../session/page';
import { fits } from '../interactions/abilities';
import { iconOfInteraction } from '../interactions/icons';
import { fieldText, stateOf, titleOf, userDataOf, whoOf } from '../interactions/interactionFacts';
import type { Choice, ChoiceList } from '../questions/question';
import { uiText, valueText } from '../text/text';

/** Which interactions to offer, and for what. */
interface Wanted {
  readonly method?: MethodSpec;
  readonly caseId?: string | undefined;
}

/** The interactions of a desk or of a case, those that fit the method first. The others say that they do not. */
export function interactionChoices(
  desk: WorkspaceModel,
  { method, caseId }: Wanted = {},
): readonly ChoiceList<string>[] {
  const all = [...desk.interactions.values()].filter((each) => caseId === undefined || each.caseId === caseId);
  const fitting = all.filter((interaction) => method === undefined || fits(method, interaction));
  const others = all.filter((interaction) => !fitting.includes(interaction));
  return [
    { choices: fitting.map((interaction) => interactionChoice(interaction)) },
    {
      heading: 'others',
      choices: others.map((interaction) => ({
        ...interactionChoice(interaction, 'does not fit now'),
        icon: 'circle-slash',
      })),
    },
  ].filter((list) => list.choices.length > 0);
}

function interactionChoice(interaction: LiveInteraction, remark?: string): Choice<string> {
  return {
    value: interaction.interactionId,
    label: uiText(titleOf(interaction)),
    description: uiText(
      [`#${interaction.interactionId}`, stateOf(interaction), fieldText(interaction, 'media'), remark]
        .filter((part) => part !== undefined)
        .join(' · '),
    ),
    icon: iconOfInteraction(interaction).name,
  };
}

/** The cases of a desk. */
export function caseChoices(desk: WorkspaceModel): readonly ChoiceList[] {
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

/** The keys of an interaction's user data; of all interactions, each key once, if the page does not know this one. */
export function userDataKeyChoices(desk: WorkspaceModel, interactionId: unknown): readonly ChoiceList[] {
  const known = typeof interactionId === 'string' ? desk.interactions.get(interactionId) : undefined;
  const choices = new Map<string, Choice>();
  for (const interaction of known === undefined ? desk.interactions.values() : [known]) {
    for (const [key, value] of Object.entries(userDataOf(interaction) ?? {})) {
      if (choices.has(key)) continue;
      const description = known === undefined ? `of #${interaction.interactionId}` : valueText(value, 80);
      choices.set(key, { value: key, label: uiText(key), description: uiText(description), icon: 'tag' });
    }
  }
  return [{ choices: [...choices.values()] }];
}

/** The media that the page named. Source: `seen`, `media` or `name` holds the name. */
function mediaNames(desk: WorkspaceModel): readonly string[] {
  const named = mediaOf(desk).map((media) => fieldText(media, 'name') ?? fieldText(media, 'media'));
  const used = [...desk.interactions.values()].map((interaction) => fieldText(interaction, 'media'));
  return [...new Set([...named, ...used].filter((name) => name !== undefined))];
}

export function mediaChoices(desk: WorkspaceModel): readonly ChoiceList[] {
  return [{ choices: mediaNames(desk).map((name) => ({ value: name, label: uiText(name) })) }];
}

/** Operation names that every Workspace has. Source: reference. */
const commonOperations = ['Ready', 'NotReady'];

/** Replies to getStateList that are looked at. */
const mostReplies = 20;

/** The operation names that the page's replies to getStateList and its media have shown, and the common ones. */
export function stateChoices(page: Page): readonly ChoiceList[] {
  const found = new Map<string, string | undefined>(commonOperations.map((name) => [name, undefined]));
  const replies = newestOf(page.history, 'reply', ({ name }) => name === 'agent.getStateList', mostReplies);
  const listed = [...replies].reverse().flatMap(({ data }): readonly unknown[] => (Array.isArray(data) ? data : []));
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

function mediaOf(desk: WorkspaceModel): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(desk.media) ? desk.media.filter(isRecordObject) : [];
}
