import * as v from 'valibot';
import { oneLine } from '../../presentation/text/text';
import { scenarioFaultSchema, withDelayMs } from '../../simulator/scenario/run/faults';
import { deskOptionsSchema } from '../../simulator/desk/state/options';
import { defineTool } from '../tool';

const mostFaults = 20;

export const configureSimulator = defineTool({
  name: 'deskside_configure_simulator',
  title: 'Set options and faults of the simulator',
  description:
    'Sets what the administrator of the simulated Workspace sets (accepted origins, which user data a widget may write, rate limits, times until something answers) and lets replies and events go wrong (late, never, with an error, dropped, doubled), to see how the widget takes it. Returns all options.',
  effect: 'simulates',
  input: v.strictObject({
    options: v.optional(v.pipe(deskOptionsSchema, v.description('Options to change; the others stay.'))),
    clearFaults: v.optional(v.pipe(v.boolean(), v.description('Take away the faults that are there.')), false),
    faults: v.optional(
      v.pipe(
        v.array(scenarioFaultSchema),
        v.maxLength(mostFaults),
        v.description(
          'Faults to add, such as { "effect": "replyError", "name": "interaction.setUserData", "times": 1 }.',
        ),
      ),
      [],
    ),
  }),
  announce: ({ faults }) =>
    faults.length === 0
      ? 'Set options of the simulated Workspace'
      : `Let go wrong in the simulated Workspace: ${faults.map(({ effect, name = '*' }) => `${effect} for ${oneLine(name, 80)}`).join(', ')}`,
  async run({ options, clearFaults, faults }, { host: { simulator } }) {
    if (options !== undefined) await simulator.ask('configure', options);
    if (clearFaults) await simulator.ask('clearFaults');
    for (const fault of faults) await simulator.ask('addFault', withDelayMs(fault));
    return { text: 'The options are now these.', data: [await simulator.ask('options')] };
  },
});
