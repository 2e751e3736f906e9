import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';

/** What an agent gets for a call of a tool. */
export interface ToolReply {
  /** Deskside's own words. */
  readonly words: string;
  /** What stands between the marks, line by line. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly whole: string;
  readonly picture: Buffer | undefined;
  readonly isError: boolean;
}

/** An answer of a tool, taken apart. */
export function readReply(whole: string, isError = false, picture?: Buffer): ToolReply {
  const lines = whole.split('\n');
  const [begin, end] = [lines.indexOf('<page-data>'), lines.indexOf('</page-data>')];
  if (begin < 0) return { words: whole, data: [], whole, isError, picture };
  const data = lines.slice(begin + 1, end).map((line) => JSON.parse(line) as Record<string, unknown>);
  const words = [...lines.slice(0, begin - 1), ...lines.slice(end + 1)];
  return { words: words.join('\n'), data, whole, isError, picture };
}

interface StartOptions {
  readonly cwd?: string;
  /** The environment of the command. */
  readonly env?: NodeJS.ProcessEnv;
  readonly client?: Client;
}

/** An agent that uses the tools over MCP: the client of the official SDK, and the command in a process of its own. */
export class McpAgent {
  readonly #transport: StdioClientTransport;
  #log = '';

  private constructor(
    readonly client: Client,
    transport: StdioClientTransport,
  ) {
    this.#transport = transport;
    transport.stderr?.on('data', (chunk: Buffer) => (this.#log += chunk.toString()));
  }

  /**
   * @param file the command
   * @param args that follow `mcp`
   */
  static async start(
    file: string,
    args: readonly string[] = [],
    { cwd, env = process.env, client = new Client({ name: 'agent', version: '1' }) }: StartOptions = {},
  ): Promise<McpAgent> {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [file, 'mcp', ...args],
      stderr: 'pipe',
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? ''])),
      ...(cwd === undefined ? {} : { cwd }),
    });
    const agent = new McpAgent(client, transport);
    await client.connect(transport);
    return agent;
  }

  /** What the command wrote to its log. */
  get log(): string {
    return this.#log;
  }

  get pid(): number {
    assert.ok(this.#transport.pid !== null);
    return this.#transport.pid;
  }

  async tools(): Promise<readonly Tool[]> {
    return (await this.client.listTools()).tools;
  }

  async call(name: string, args: Record<string, unknown> = {}, signal?: AbortSignal): Promise<ToolReply> {
    const options = { timeout: 170_000, ...(signal === undefined ? {} : { signal }) };
    const result = CallToolResultSchema.parse(
      await this.client.callTool({ name, arguments: args }, CallToolResultSchema, options),
    );
    const texts = result.content.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    const [picture] = result.content.flatMap((part) => (part.type === 'image' ? [part.data] : []));
    return readReply(
      texts.join('\n'),
      result.isError === true,
      picture === undefined ? undefined : Buffer.from(picture, 'base64'),
    );
  }

  /** As an agent that ends: it closes its end of the pipes. */
  close(): Promise<void> {
    return this.client.close();
  }
}
