import { readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { httpPaths, rolePaths } from '../../protocol/handshake';
import { headerValues, ownHost } from '../admission/admission';
import { contentPolicy } from './contentPolicy';
import { isNonce, proofText } from '../../relayClient/proof';
import { relayName } from '../../relayClient/relayName';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Files that are served under another path than their own. */
const pathsOfFiles: Readonly<Record<string, string>> = {
  'workspace.html': httpPaths.workspace,
  'bridge.html': httpPaths.bridgePage,
  'widget/index.html': httpPaths.sampleWidget,
};

/** Beginnings of the paths of what pages of other origins load with a script tag or a frame. */
const forOtherOrigins: readonly string[] = [httpPaths.bridgePage, httpPaths.sampleWidget];

/** Sent with everything. */
const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

interface Served {
  readonly file: ServedFile;
  readonly headers: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Who serves: the names under which it answers, and the key that it can show to have. */
export interface Server {
  readonly hosts: ReadonlySet<string>;
  sign(text: string): string | undefined;
}

/** A file whose content all answers share; it is read anew when the file has changed. */
class ServedFile {
  #version: string | undefined;
  #content: Promise<Buffer> | undefined;

  constructor(private readonly path: string) {}

  /** The content as it is now; undefined if there is no such file any more. */
  async content(): Promise<Buffer | undefined> {
    try {
      const { mtimeMs, size } = await stat(this.path);
      const version = `${mtimeMs} ${size}`;
      if (this.#content === undefined || version !== this.#version) this.#content = readFile(this.path);
      this.#version = version;
      return await this.#content;
    } catch {
      this.#content = undefined;
      return undefined;
    }
  }
}

/** Serves the files that were in a folder at the start, each under one path; beside them a proof of the tool key. */
export class HttpFiles {
  readonly #served = new Map<string, Served>();

  /** @param folder may be missing; then there is nothing to serve */
  constructor(
    folder: string,
    private readonly server: Server,
  ) {
    for (const name of filesIn(folder)) {
      const type = types[extname(name)];
      if (type === undefined) continue;
      const path = pathsOfFiles[name] ?? `/${name}`;
      const policy = forOtherOrigins.some((start) => path.startsWith(start)) ? 'cross-origin' : 'same-origin';
      const headers = { 'Content-Type': type, 'Cross-Origin-Resource-Policy': policy };
      // Browsers check the integrity of a script of another origin only where its answer may be read; nothing in it is secret.
      const open = path === httpPaths.privateFrameScript ? { 'Access-Control-Allow-Origin': '*' } : {};
      this.#served.set(path, { file: new ServedFile(join(folder, name)), headers: { ...headers, ...open } });
    }
  }

  get isEmpty(): boolean {
    return this.#served.size === 0;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await this.#answerTo(request);
    response.writeHead(status, { ...commonHeaders, ...headers, 'Content-Length': body.length });
    response.end(body);
  }

  /** `Host` is checked as for WebSockets, so that no foreign name leads here. */
  async #answerTo({ method, url, rawHeaders }: IncomingMessage): Promise<Answer> {
    const { hosts } = this.server;
    const host = ownHost(headerValues(rawHeaders, 'host'), hosts);
    if (host === undefined) {
      return plain(403, 'Use the address of this relay with 127.0.0.1 or localhost and its port.');
    }
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'There is only GET and HEAD here.', allowed);
    const [path = '', query] = (url ?? '').split('?', 2);
    if (path === '/') return plain(200, `${relayName}: the relay is running.`);
    if (Object.values<string>(rolePaths).includes(path)) {
      return plain(426, 'This is the address of a WebSocket.', { Upgrade: 'websocket' });
    }
    if (path === httpPaths.proof) return this.#proof(host, new URLSearchParams(query).get('nonce') ?? undefined);
    const served = this.#served.get(path);
    const body = await served?.file.content();
    if (served === undefined || body === undefined) return plain(404, 'There is nothing here.');
    return { status: 200, headers: { ...served.headers, 'Content-Security-Policy': contentPolicy(path, hosts) }, body };
  }

  #proof(host: string, nonce: string | undefined): Answer {
    const proof = isNonce(nonce) ? this.server.sign(proofText(host, nonce)) : undefined;
    return proof === undefined ? plain(400, 'Send a nonce of 32 random bytes as base64url.') : plain(200, proof);
  }
}

const allowed = { Allow: 'GET, HEAD' };

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch {
    return [];
  }
}

function plain(status: number, text: string, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    headers: {
      ...headers,
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'",
    },
    body: Buffer.from(`${text}\n`),
  };
}
