import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { say } from '../hosts/say';
import { reportSchema } from '../starter/report';
import type { Report } from '../starter/report';

/** A window that is loaded again comes back within this time. */
const reloadMs = 10_000;

/** Tells the user what the starter told. */
export function sayReport(report: Report): void {
  say(report.kind === 'started' ? 'Deskside runs in VS Code' : `Deskside did not start in VS Code: ${report.message}`);
}

/**
 * The windows that run the starter extension: each holds a connection as long as it is open, and closes when this end
 * lets it go.
 */
export class VsCodeWindows {
  readonly #sockets = new Set<Socket>();

  private constructor(
    /** Where the starter finds this: a socket's path or a pipe's name. */
    readonly address: string,
    private readonly server: Server,
    private readonly onReport: (report: Report) => void,
  ) {
    server.on('connection', (socket) => this.#accept(socket));
  }

  /** @param onReport hears what the starter tells */
  static async listen(onReport: (report: Report) => void): Promise<VsCodeWindows> {
    const name = `deskside-${randomBytes(6).toString('hex')}`;
    const address = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
    const server = createServer();
    server.listen(address);
    await once(server, 'listening');
    return new VsCodeWindows(address, server, onReport);
  }

  /** Whether a window opens within this time. */
  async opened(ms: number): Promise<boolean> {
    if (this.#sockets.size > 0) return true;
    return Promise.race([once(this.server, 'connection').then(() => true), pause(ms, false, { ref: false })]);
  }

  /** Resolves when the last window was closed and not only loaded again. */
  async allClosed(): Promise<void> {
    for (;;) {
      await Promise.all([...this.#sockets].map((socket) => once(socket, 'close')));
      if (!(await this.opened(reloadMs))) return;
    }
  }

  close(): void {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    createInterface(socket).on('line', (line) => this.onReport(v.parse(reportSchema, JSON.parse(line))));
  }
}
