import { join } from 'node:path';
import type { Command } from 'commander';
import { defaultPort } from '../../protocol/handshake';
import { endingSignal } from '../endingSignal';
import { KeyFileError, keysIn, newKeys } from '../keyFile';
import { addOrigin, addUrl, readPort } from '../options';
import { writeErrorLine } from '../output';

interface McpOptions {
  readonly port: number;
  readonly keys?: string;
  readonly widget: readonly string[];
  readonly interactionWidget: readonly string[];
  readonly allowOrigin: readonly string[];
  readonly livePages: boolean;
  readonly showValues: boolean;
}

/** Adds `deskside mcp`: tools for AI agents over standard input and output, until the agent closes them. */
export function addMcp(program: Command): void {
  program
    .command('mcp')
    .description('Offer tools to AI agents: a server of the Model Context Protocol on standard input and output.')
    .option(
      '--keys <file>',
      'file that keeps the keys: joins the relay that has them, or runs it; made if there is none',
    )
    .option('--port <number>', 'port of that relay', readPort, defaultPort)
    .option('--widget <url>', 'widget that the simulated Workspace shows (repeatable)', addUrl, [])
    .option('--interaction-widget <url>', 'widget that it shows beside each interaction (repeatable)', addUrl, [])
    .option(
      '--allow-origin <origin>',
      'origin whose pages may connect to the relay that it runs (repeatable)',
      addOrigin,
      [],
    )
    .option('--live-pages', 'let agents call services on live pages; you are asked about each call', false)
    .option('--show-values', 'show agents the values of customers, which have stand-ins otherwise', false)
    .action(mcp);
}

async function mcp({
  port,
  keys,
  livePages,
  showValues,
  widget,
  interactionWidget,
  allowOrigin,
}: McpOptions): Promise<void> {
  const signalled = endingSignal();
  try {
    const { pageKey, toolKey } = keys === undefined ? newKeys() : await keysIn(keys);
    // Loaded now, since no other command needs it.
    const [{ CommandHost }, { McpToolServer }] = await Promise.all([import('./commandHost'), import('./mcpServer')]);
    const server = new McpToolServer(writeErrorLine);
    const host = new CommandHost({
      permissions: server.permissions({ livePages, showsValues: showValues }),
      // Nobody else has keys that are new.
      port: keys === undefined ? 0 : port,
      keys: { page: pageKey, tool: toolKey },
      assetsFolder: join(__dirname, 'web'),
      folder: process.cwd(),
      origins: allowOrigin,
      widgets: { widgets: widget, interactionWidgets: interactionWidget },
      log: writeErrorLine,
    });
    await Promise.race([server.serve(host), signalled]);
    await server.close();
    await host.dispose();
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    writeErrorLine(error.message);
    process.exitCode = 1;
  }
}
