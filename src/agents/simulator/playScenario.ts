import * as v from 'valibot';
import { count, oneLine } from '../../presentation/text/text';
import { problemLines, readScenario } from '../../simulator/scenario/format/readScenario';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import { findShippedScenario, shippedScenarioNames } from '../../simulator/scenario/format/shipped';
import { stepLines } from '../../simulator/scenario/format/stepLines';
import type { AgentHost } from '../agentHost';
import type { ToolAnswer } from '../answer/toolAnswer';
import { AgentRefusal } from '../refusal';
import { defineTool } from '../tool';
import type { PlayedReport } from './simulatorControl';

/** What the steps of a scenario look like, for a model that has seen none. */
export const exampleScenario = `scenario: Calls are noted
steps:
  - when: { subscribed: interaction, within: 20s }
    world: { happens: inbound, media: voice }
    as: call
  - agent: { do: accept, interactionId: call }
  - expect: { called: interaction.setUserData, with: [$call, { Seen: 'yes' }], outcome: succeeded, within: 10s }
`;

export const playScenario = defineTool({
  name: 'deskside_play_scenario',
  title: 'Play a scenario',
  description:
    'Starts the simulated Workspace anew with the same widgets, plays a scenario to its end and reports each step: which passed, which failed, what was expected and what came instead. Use it to prove that a widget does what it shall. Give a file of the project, the text of a scenario in YAML, or the name of one that comes with Deskside.',
  effect: 'simulates',
  input: v.strictObject({
    file: v.optional(v.pipe(v.string(), v.maxLength(4_000), v.description('Such as tests/call.scenario.yaml.'))),
    text: v.optional(
      v.pipe(v.string(), v.maxLength(262_144), v.description(`A scenario in YAML, such as:\n${exampleScenario}`)),
    ),
    shipped: v.optional(v.pipe(v.picklist(shippedScenarioNames), v.description('One that comes with Deskside.'))),
  }),
  announce: ({ file, shipped }) => `Play ${oneLine(file ?? shipped ?? 'a scenario', 200)} in the simulated Workspace`,
  async run(given, { host, signal }) {
    const { scenario, lines } = await scenarioOf(given, host);
    return answerOf(await host.simulator.play(scenario, lines, signal), given.file);
  },
});

interface Given {
  readonly file?: string | undefined;
  readonly text?: string | undefined;
  readonly shipped?: string | undefined;
}

async function scenarioOf(
  { file, text, shipped }: Given,
  host: AgentHost,
): Promise<{ readonly scenario: Scenario; readonly lines: readonly number[] }> {
  if ([file, text, shipped].filter((each) => each !== undefined).length !== 1) {
    throw new AgentRefusal(
      `Give one of file, text and shipped. Those that come with Deskside are ${shippedScenarioNames.join(', ')}.`,
    );
  }
  const found = shipped === undefined ? undefined : findShippedScenario(shipped);
  if (found !== undefined) return { scenario: found, lines: [] };
  const yaml = file === undefined ? (text ?? '') : (await host.readFile(file)).text;
  const read = readScenario(yaml);
  if ('scenario' in read) return { scenario: read.scenario, lines: stepLines(yaml) };
  throw new AgentRefusal(
    `This is no scenario: ${count(read.problems.length, 'problem')}. Mend it and play it again.`,
    problemLines(file ?? 'text', read.problems).map((problem) => ({ problem })),
  );
}

function answerOf({ outcome, failure, report }: PlayedReport, file: string | undefined): ToolAnswer {
  const place = failure?.line === undefined ? '' : ` (${oneLine(file ?? 'line')}:${failure.line})`;
  const how =
    failure === undefined ? `The scenario ${outcome}.` : `The scenario ${outcome} at step ${failure.step}${place}.`;
  return {
    text: `${how} The page stays: deskside_list_records shows what the widget did, deskside_view_simulator its console.`,
    data: [...(failure === undefined ? [] : [failure]), ...(report?.steps ?? [])],
  };
}
