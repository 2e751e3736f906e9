import { join } from 'node:path';
import type { Command } from 'commander';
import { defaultPort, httpPaths, rolePaths } from '../protocol/handshake';
import { logText } from '../relay/logEntry';
import type { RelayLogEntry } from '../relay/logEntry';
import { startRelay } from '../relay/relay';
import type { Relay } from '../relay/relay';
import { RelayStartError } from '../relay/relayError';
import { scriptTag, simulatorAddress } from '../presentation/connection/scriptTag';
import type { Profile } from '../simulator/desk/profile/profile';
import { withProfile } from '../simulator/desk/profile/profileAddress';
import type { Scenario } from '../simulator/scenario/format/scenario';
import { withScenario } from '../simulator/scenario/format/scenarioAddress';
import { endingSignal } from './endingSignal';
import { KeyFileError, keysIn, newKeys } from './keyFile';
import { addOrigin, addUrl, readPort, readProfileFile, readScenarioFile } from './options';
import { print, writeErrorLine } from './output';

interface ServeOptions {
  readonly port: number;
  readonly widget: readonly string[];
  readonly interactionWidget: readonly string[];
  readonly allowOrigin: readonly string[];
  readonly scenario?: Scenario;
  readonly profile?: Profile;
  readonly keys?: string;
  readonly json: boolean;
}

/** Where to find what a running relay offers, and the keys for it. */
interface Announcement {
  readonly relay: string;
  readonly workspace: string;
  readonly bridge: string;
  readonly pageKey: string;
  readonly toolKey: string;
}

/** Adds `deskside serve`: a relay and the simulated Workspace, until a signal ends it. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Run the relay and the simulated Workspace on this machine until Ctrl-C.')
    .option('--port <number>', 'port to listen on; 0 takes any free one', readPort, defaultPort)
    .option('--widget <url>', 'widget that the simulated Workspace hosts (repeatable)', addUrl, [])
    .option('--interaction-widget <url>', 'widget that it hosts beside each interaction (repeatable)', addUrl, [])
    .option('--allow-origin <origin>', 'origin whose pages may connect (repeatable)', addOrigin, [])
    .option(
      '--scenario <file>',
      'scenario that it plays: a file, or the name of one of those shipped',
      readScenarioFile,
    )
    .option('--profile <file>', 'profile of a live Workspace by which it behaves', readProfileFile)
    .option('--keys <file>', 'file that keeps the keys, made if there is none; without it they are new each time')
    .option('--json', 'print addresses and keys as one line of JSON', false)
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  // Before anything is printed: the reader of the output may end this process at once.
  const signalled = endingSignal();
  try {
    const { pageKey, toolKey } = options.keys === undefined ? newKeys() : await keysIn(options.keys);
    const relay = await startRelay({
      port: options.port,
      pageKey,
      toolKey,
      allowedOrigins: options.allowOrigin,
      assetsFolder: join(__dirname, 'web'),
      log,
    });
    const announcement = announce(relay, options, pageKey, toolKey);
    print(
      options.json ? `${JSON.stringify(announcement)}\n` : readable(announcement, scriptTag(relay.address, pageKey)),
      (why) =>
        writeErrorLine(
          `Addresses and keys could not be printed (${why}); the relay serves all the same. Ctrl-C ends it.`,
        ),
    );
    await signalled;
    await relay.dispose();
  } catch (error) {
    if (!(error instanceof RelayStartError || error instanceof KeyFileError)) throw error;
    writeErrorLine(error.message);
    process.exitCode = 1;
  }
}

function announce(relay: Relay, options: ServeOptions, pageKey: string, toolKey: string): Announcement {
  const { widget, interactionWidget, scenario, profile } = options;
  const look = { widgets: widget, interactionWidgets: interactionWidget };
  const workspace = withProfile(simulatorAddress(relay.address, { key: pageKey }, look), profile);
  return {
    relay: `ws://127.0.0.1:${relay.port}${rolePaths.tool}`,
    workspace: scenario === undefined ? workspace : withScenario(workspace, scenario),
    bridge: `${relay.address}${httpPaths.bridgeScript}`,
    pageKey,
    toolKey,
  };
}

function readable({ workspace, ...connection }: Announcement, tag: string): string {
  return `Deskside is running; Ctrl-C ends it.

Simulated Workspace, open it in a browser:
  ${workspace}
Connect VS Code: run "Deskside: Connect to Relay…" and paste
  ${JSON.stringify(connection)}
Watch a widget in a live Workspace with this in its page:
  ${tag}
`;
}

function log(entry: RelayLogEntry): void {
  writeErrorLine(`${new Date().toISOString()} ${logText(entry)}`);
}
