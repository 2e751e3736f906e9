import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { ElicitResultSchema } from '@modelcontextprotocol/sdk/types.js';
import type { LiveCall } from '../../agents/acting/liveCall';
import type { AgentPermissions } from '../../agents/agentHost';

/** What the user has allowed with the options of the command. */
export interface AllowedByOptions {
  readonly livePages: boolean;
  readonly showsValues: boolean;
}

/** A person reads and thinks as long as that. */
const answerMs = 10 * 60_000;

/** What the user of an MCP client lets agents do and see. The client asks the user, if it has elicitation. */
export class McpPermissions implements AgentPermissions {
  readonly livePages: boolean;
  readonly livePagesBy = 'the option --live-pages of deskside mcp';
  readonly showsValues: boolean;
  readonly showsValuesBy = 'the option --show-values of deskside mcp';
  readonly namesWidgetsBy = 'the option --widget of deskside mcp';

  constructor(
    private readonly server: Server,
    { livePages, showsValues }: AllowedByOptions,
  ) {
    this.livePages = livePages;
    this.showsValues = showsValues;
  }

  get canAsk(): boolean {
    // The SDK adds the form to what a client says that names no way to ask: there was no other once.
    return this.server.getClientCapabilities()?.elicitation?.form !== undefined;
  }

  /** A client that accepts by itself, without the box that the user ticks, counts for no. */
  async ask({ title, details }: LiveCall, signal: AbortSignal): Promise<boolean> {
    const { action, content } = await this.server.request(
      {
        method: 'elicitation/create',
        params: {
          message: [title, ...details].join('\n'),
          requestedSchema: {
            type: 'object',
            properties: { call: { type: 'boolean', title: 'Make this call', default: false } },
            required: ['call'],
          },
        },
      },
      ElicitResultSchema,
      { timeout: answerMs, signal },
    );
    return action === 'accept' && content?.call === true;
  }
}
