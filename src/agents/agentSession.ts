import { oneLine } from '../presentation/text/text';
import { Questions } from './acting/questions';
import type { AgentHost } from './agentHost';
import { answerText } from './answer/answerText';
import { agentTools, findAgentTool } from './catalogue';
import { PageMasking } from './reading/pageMasking';
import { AgentRefusal } from './refusal';
import type { AgentTool, PreparedTool } from './tool';

/** What an agent gets for a call of a tool. */
export interface AnsweredCall {
  readonly text: string;
  /** A picture as PNG in base64. */
  readonly picture?: string | undefined;
  /** The tool did not do what was asked for; the text says why. */
  readonly isError: boolean;
}

/** Runs tools for the agents of one window, or of one MCP client. */
export class AgentSession {
  readonly #masking: PageMasking;
  readonly #questions = new Questions();

  constructor(private readonly host: AgentHost) {
    this.#masking = new PageMasking(() => host.permissions.showsValues);
  }

  /** The tools that can be used now. */
  get tools(): readonly AgentTool[] {
    return agentTools.filter((tool) => this.#mayRun(tool));
  }

  /**
   * Checks a call of a tool.
   * @throws AgentRefusal if there is no such tool, or its arguments do not fit
   */
  prepare(name: string, input: unknown): PreparedTool {
    const tool = findAgentTool(name);
    if (tool === undefined) {
      const names = this.tools.map((each) => each.name).join(', ');
      throw new AgentRefusal(`There is no tool ${oneLine(name, 80)}. There are: ${names}.`);
    }
    if (!this.#mayRun(tool)) {
      throw new AgentRefusal(
        `The user does not trust this folder, so ${tool.name} cannot be used. The user can trust it with "Workspaces: Manage Workspace Trust".`,
      );
    }
    return tool.prepare(input);
  }

  /**
   * Runs a tool. What it refuses is an answer too, so that the agent can go on.
   * @param signal the agent waits no longer
   */
  async call(name: string, input: unknown, signal: AbortSignal): Promise<AnsweredCall> {
    try {
      const { host } = this;
      const answer = await this.prepare(name, input).run({
        host,
        masking: this.#masking,
        questions: this.#questions,
        signal,
      });
      return { text: answerText(answer), picture: answer.picture, isError: false };
    } catch (error) {
      if (!(error instanceof AgentRefusal)) throw error;
      return { text: answerText({ text: error.message, data: error.data }), isError: true };
    }
  }

  #mayRun({ worksUntrusted }: AgentTool): boolean {
    return this.host.isTrusted || worksUntrusted === true;
  }
}
