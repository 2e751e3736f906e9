import * as v from 'valibot';
import { beginningOf } from '../base/text/beginningOf';
import type { ToolAnswer } from './answer/toolAnswer';
import type { ToolContext } from './agentHost';
import { AgentRefusal } from './refusal';

/**
 * What a tool can do at most. `reads`: it changes nothing. `simulates`: it changes the agent's own simulated Workspace.
 * `acts`: it can call a service on a live page.
 */
export type ToolEffect = 'reads' | 'simulates' | 'acts';

/** What is said of a tool wherever agents find it. */
interface ToolFacts {
  /** Such as `deskside_list_pages`. */
  readonly name: string;
  /** For people, in a few words. */
  readonly title: string;
  /** For a model: what it does, and when to use it. */
  readonly description: string;
  readonly effect: ToolEffect;
  /** Whether it makes sense in a folder that the user does not trust: it connects to nothing and starts nothing. */
  readonly worksUntrusted?: true;
}

/** A call of a tool whose arguments fit. */
export interface PreparedTool {
  /** What it will do, in words for the user. */
  readonly announcement: string;
  /** @throws AgentRefusal if it cannot be done */
  run(context: ToolContext): Promise<ToolAnswer>;
}

/** A tool for AI agents. */
export interface AgentTool extends ToolFacts {
  /** What its arguments must be. */
  readonly input: v.GenericSchema;
  /** @throws AgentRefusal that names the arguments which do not fit */
  prepare(input: unknown): PreparedTool;
}

type InputSchema = v.GenericSchema<unknown, object>;

/** A tool as a module defines it, with the type of its arguments. */
interface ToolDefinition<S extends InputSchema> extends ToolFacts {
  readonly input: S;
  readonly announce: (input: v.InferOutput<S>) => string;
  readonly run: (input: v.InferOutput<S>, context: ToolContext) => Promise<ToolAnswer>;
}

/** Makes a tool of its definition. */
export function defineTool<S extends InputSchema>(definition: ToolDefinition<S>): AgentTool {
  const { input, announce, run, ...facts } = definition;
  return {
    ...facts,
    input,
    prepare(given) {
      const checked = v.safeParse(input, given ?? {});
      if (!checked.success) throw new AgentRefusal(misfit(facts.name, checked.issues));
      return {
        announcement: announce(checked.output),
        run: (context) => run(checked.output, context),
      };
    },
  };
}

/** More problems than this help nobody. */
const mostIssues = 4;
const longestIssue = 200;

function misfit(tool: string, issues: readonly v.BaseIssue<unknown>[]): string {
  const problems = issues.slice(0, mostIssues).map((issue) => {
    const place = v.getDotPath(issue);
    const isUnknown = issue.type === 'strict_object' && issue.expected === 'never';
    const problem = isUnknown ? 'is no argument of this tool' : issue.message;
    return beginningOf(`${place ?? 'the arguments'}: ${problem}`, longestIssue);
  });
  return `The arguments of ${tool} do not fit. ${problems.join('; ')}. Correct them and call again.`;
}
