import { once } from 'node:events';
import { join } from 'node:path';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { root } from '../../scripts/hosts/paths';
import { bundle } from './bundle';
import { openPage, openTool } from './clients';
import { NodeProcess } from './server';

/** What stands between a page and a tool, in a process of its own. */
export interface Forwarder {
  readonly name: string;
  readonly pid: number;
  /** A page that may begin to send. */
  page(id: string): Promise<WebSocket>;
  /** A tool that gets what pages send. */
  tool(): Promise<WebSocket>;
  stop(): Promise<void>;
}

/** A relay, and what one needs to connect to it. */
export interface RunningRelay extends Forwarder {
  /** Such as `ws://127.0.0.1:PORT/tool`. */
  readonly toolUrl: string;
  readonly toolKey: string;
  readonly pageUrl: string;
  readonly pageKey: string;
}

const announcement = v.object({ relay: v.string(), pageKey: v.string(), toolKey: v.string() });

/** Deskside's relay as it ships: `deskside serve`. */
export function startRelay(nodeArguments: readonly string[] = []): Promise<RunningRelay> {
  return startRelayProcess([...nodeArguments, join(root, 'dist/cli.js'), 'serve', '--port', '0', '--json']);
}

/** The same without its fast path, see parsingRelay.ts. */
export async function startParsingRelay(): Promise<RunningRelay> {
  return startRelayProcess([await bundle('parsingRelay'), root]);
}

async function startRelayProcess(nodeArguments: readonly string[]): Promise<RunningRelay> {
  const server = new NodeProcess(nodeArguments);
  const { relay, pageKey, toolKey } = await server.line(announcement);
  const pageUrl = relay.replace(/tool$/, 'page');
  return {
    name: 'relay',
    pid: server.pid,
    toolUrl: relay,
    toolKey,
    pageUrl,
    pageKey,
    page: (id) => openPage(pageUrl, pageKey, id),
    tool: () => openTool(relay, toolKey),
    stop: () => server.stop(),
  };
}

/** The least that forwards, see bareForwarder.ts. */
export async function startBareForwarder(): Promise<Forwarder> {
  const main = join(root, 'bench/processes/bareForwarder.ts');
  const server = new NodeProcess(['--import', 'tsx', main]);
  const { port } = await server.line(v.object({ port: v.number() }));
  const open = (role: string): Promise<WebSocket> => openSocket(`ws://127.0.0.1:${port}/${role}`);
  return {
    name: 'bare forwarder',
    pid: server.pid,
    page: () => open('page'),
    tool: () => open('tool'),
    stop: () => server.stop(),
  };
}

/** A WebSocket without more ado. */
export async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}
