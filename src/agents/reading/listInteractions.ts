import * as v from 'valibot';
import { interactionKindOf, stateOf, userDataOf } from '../../presentation/interactions/interactionFacts';
import { count, oneLine } from '../../presentation/text/text';
import type { LiveInteraction } from '../../protocol/records';
import { limitArgument, wordArgument } from '../toolArguments';
import { defineTool } from '../tool';
import { choosePage, pageArgument } from './choosePage';
import { hiddenValues } from './hiddenValues';

const mostListed = 100;
const usuallyListed = 20;

export const listInteractions = defineTool({
  name: 'deskside_list_interactions',
  title: 'List interactions',
  description:
    'Lists the interactions (calls, chats, emails, work items) on a page of Workspace now, with id, case, media and state. With interactionId it gives all fields of one, with its user data, parties and contact.',
  effect: 'reads',
  input: v.strictObject({
    page: pageArgument,
    interactionId: v.optional(v.pipe(wordArgument, v.description('Only this one, with all its fields.'))),
    caseId: v.optional(v.pipe(wordArgument, v.description('Only those of this case.'))),
    state: v.optional(v.pipe(wordArgument, v.description('Only those in this state, such as RINGING or TALKING.'))),
    media: v.optional(v.pipe(wordArgument, v.description('Only those of this media, such as voice, chat or email.'))),
    limit: limitArgument(mostListed, usuallyListed),
  }),
  announce: ({ interactionId }) =>
    interactionId === undefined
      ? 'Look at the interactions of a page'
      : `Look at the interaction ${oneLine(interactionId, 80)}`,
  async run({ page: id, limit, ...filter }, context) {
    const page = await choosePage(context, id);
    const found = context.masking.interactions(page).filter((each) => fits(each, filter));
    const isOne = filter.interactionId !== undefined;
    const shown = found.slice(0, limit);
    return {
      text: `${count(found.length, 'interaction')} on page ${page.id}.${hiddenValues(page, context)}`,
      data: shown.map((each) => (isOne ? each : summary(each))),
      ...(found.length > shown.length
        ? {
            leftOut: `${found.length - shown.length} more fit. Narrow it by state, media or caseId, or give a larger limit.`,
          }
        : {}),
    };
  },
});

interface Filter {
  readonly interactionId?: string | undefined;
  readonly caseId?: string | undefined;
  readonly state?: string | undefined;
  readonly media?: string | undefined;
}

function fits(interaction: LiveInteraction, { interactionId, caseId, state, media }: Filter): boolean {
  return (
    (interactionId === undefined || interaction.interactionId === interactionId) &&
    (caseId === undefined || interaction.caseId === caseId) &&
    (state === undefined || stateOf(interaction) === state) &&
    (media === undefined || interaction.media === media)
  );
}

function summary(interaction: LiveInteraction): object {
  const { interactionId, caseId, media, parentInteractionId } = interaction;
  return {
    interactionId,
    kind: interactionKindOf(interaction),
    state: stateOf(interaction),
    media,
    caseId,
    parentInteractionId,
    userData: userDataOf(interaction),
  };
}
