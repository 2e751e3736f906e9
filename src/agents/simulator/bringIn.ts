import * as v from 'valibot';
import { oneLine } from '../../presentation/text/text';
import { inboundSchema } from '../../simulator/desk/rules/actions';
import { defineTool } from '../tool';
import { changeDesk } from './simulatorAnswers';

export const bringInTool = defineTool({
  name: 'deskside_bring_in',
  title: 'Bring in an interaction',
  description:
    'Brings an interaction into the simulated Workspace: an inbound call, chat, email or work item, which rings at the agent. Returns its id and what can be done with it. Start the simulator first.',
  effect: 'simulates',
  input: v.strictObject({
    interaction: v.pipe(
      v.omit(inboundSchema, ['happens']),
      v.description(
        'media is voice, chat, email, or any other name for open media. userData are the keys and values that come with it; contact, ani and dnis say who it is.',
      ),
    ),
  }),
  announce: ({ interaction }) => `Bring ${oneLine(interaction.media, 40)} into the simulated Workspace`,
  run: ({ interaction }, context) =>
    changeDesk(context, 'bringIn', interaction, (id) => `Interaction ${v.parse(v.string(), id)} came in.`),
});
