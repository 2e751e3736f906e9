import * as v from 'valibot';
import { happeningSchema } from '../../simulator/desk/rules/actions';
import { defineTool } from '../tool';
import { changeDesk } from './simulatorAnswers';

export const letHappenTool = defineTool({
  name: 'deskside_let_happen',
  title: 'Let something happen',
  description:
    'Lets the world outside do something in the simulated Workspace: the far end answers or hangs up, a ring times out, a party joins or leaves, user data changes, a campaign gives a record, the connection breaks.',
  effect: 'simulates',
  input: v.strictObject({
    happening: v.pipe(
      happeningSchema,
      v.description('What happens, such as { "happens": "farEndHangsUp", "interactionId": "1" }.'),
    ),
  }),
  announce: ({ happening }) => `Let “${happening.happens}” happen in the simulated Workspace`,
  run: ({ happening }, context) => changeDesk(context, 'happen', happening, () => `${happening.happens} has happened.`),
});
