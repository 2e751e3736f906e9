import * as v from 'valibot';
import { agentActionSchema } from '../../simulator/desk/rules/actions';
import { defineTool } from '../tool';
import { changeDesk } from './simulatorAnswers';

export const actOnDesk = defineTool({
  name: 'deskside_act',
  title: 'Act as the agent at the desk',
  description:
    'Does in the simulated Workspace what its agent does with the mouse: accept, hold, release, consult, transfer, dial, mark done, set user data or the agent’s state, press a button of a toast. It is not the widget that does it; the widget sees the events.',
  effect: 'simulates',
  input: v.strictObject({
    action: v.pipe(agentActionSchema, v.description('What to do, such as { "do": "accept", "interactionId": "1" }.')),
  }),
  announce: ({ action }) => `Do “${action.do}” as the agent in the simulated Workspace`,
  run: ({ action }, context) =>
    changeDesk(context, 'act', action, (brought) =>
      brought === undefined ? `${action.do} is done.` : `${action.do} is done and brought interaction ${brought}.`,
    ),
});
