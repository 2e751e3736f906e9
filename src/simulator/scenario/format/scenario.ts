import * as v from 'valibot';
import { agentActionSchema, happeningSchema } from '../../desk/rules/actions';
import { filledText } from '../../desk/checks';
import { deskOptionsSchema } from '../../desk/state/options';
import { byKey } from './byKey';
import { condition } from '../run/conditions';
import { durationSchema } from './duration';
import { scenarioFaultSchema } from '../run/faults';
import { namePattern } from '../run/names';

/** What any step can have. */
const common = {
  name: v.exactOptional(v.pipe(filledText, v.description('What the report calls the step.'))),
  after: v.exactOptional(v.pipe(durationSchema, v.description('How long to wait after the step before.'))),
  when: v.exactOptional(
    v.pipe(condition.schema, v.description('What to wait for first; for 10 s unless it says otherwise.')),
  ),
};
const as = v.exactOptional(
  v.pipe(
    v.string(),
    v.regex(namePattern, 'must be letters, digits and _'),
    v.description('The name by which later steps know the interaction that this step brings.'),
  ),
);
const refused = v.exactOptional(v.pipe(v.literal(true), v.description('Workspace must refuse it.')));

/** Exactly one thing that is done or expected. Where an `interactionId` is asked for stands an interaction's name. */
export const step = byKey({
  agent: v.pipe(
    v.strictObject({ ...common, agent: agentActionSchema, as, refused }),
    v.description('The agent does something. interactionId is the name of an interaction.'),
  ),
  world: v.pipe(
    v.strictObject({ ...common, world: happeningSchema, as, refused }),
    v.description('Something comes in, or a far end or a server moves. interactionId is the name of an interaction.'),
  ),
  options: v.pipe(
    v.strictObject({ ...common, options: deskOptionsSchema }),
    v.description('The administrator changes options.'),
  ),
  fault: v.pipe(
    v.strictObject({ ...common, fault: v.union([v.literal('none'), scenarioFaultSchema]) }),
    v.description('From now on something goes wrong on the wire; none ends all of it.'),
  ),
  expect: v.pipe(
    v.strictObject({ ...common, expect: condition.schema, as }),
    v.description(
      'It happens, or has since the agent or the world last did something; within 2 s unless it says otherwise.',
    ),
  ),
  never: v.pipe(
    v.strictObject({ ...common, never: condition.schema }),
    v.description(
      'It does not happen, and has not since the agent or the world last did something; for 1 s unless it says otherwise.',
    ),
  ),
});
export type Step = v.InferOutput<typeof step.schema>;

export const scenarioSchema = v.strictObject(
  {
    $schema: v.exactOptional(v.string()),
    scenario: v.pipe(filledText, v.description('The name of the scenario.')),
    description: v.exactOptional(v.string()),
    options: v.exactOptional(
      v.pipe(deskOptionsSchema, v.description('The agent, and what the administrator set, from the start.')),
    ),
    steps: v.pipe(v.array(step.schema), v.minLength(1, 'must have at least one step')),
  },
  ({ expected, message }) => (expected === 'Object' ? 'must have the keys scenario and steps' : message),
);
/** A checked scenario, see checkScenario. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
