import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoopbackServer } from './loopbackServer';

/** Notes on each call that is answered that it was seen; the name of the method is wrong. */
const script = `const { service } = genesys.wwe;

service.subscribe(['interaction'], ({ data }) => {
  if (data.eventType !== 'ESTABLISHED') return;
  const { interactionId } = data.interaction;
  genesys.wwe.service.interaction.setUserDta(
    interactionId,
    { Seen: 'yes' },
    () => (document.body.textContent = 'Noted.'),
    () => console.error('The call was not noted.'),
  );
});
`;

/** A client library as small as it can be: it takes any method of the namespace interaction. */
const library = `const waiting = new Map();
const handlers = new Map();
const send = (message, succeeded, failed) => {
  const referenceId = String(waiting.size);
  waiting.set(referenceId, { succeeded, failed });
  parent.postMessage({ ...message, referenceId, userAgent: 'WWE Client', protocolVersion: 2 }, '*');
};
addEventListener('message', ({ source, data: { event, data, referenceId, errorMessage } }) => {
  if (source !== parent) return;
  if (event !== undefined) handlers.get(event)?.({ event, data });
  else waiting.get(referenceId)?.[errorMessage === undefined ? 'succeeded' : 'failed']?.({ data, errorMessage });
});
const method = (name) => (...given) => {
  const [succeeded, failed] = given.splice(-2);
  send({ request: 'interaction.' + name, parameters: given }, succeeded, failed);
};
window.genesys = { wwe: { service: {
  subscribe(events, handler) {
    for (const event of events) handlers.set(event, handler);
    send({ event: 'subscribe', data: events });
  },
  interaction: new Proxy({}, { get: (_, name) => method(name) }),
} } };
`;

const page = `<!doctype html>
<meta charset="utf-8" />
<title>A widget that notes calls</title>
<script src="/library.js"></script>
<script defer src="/widget.js"></script>
<body>Waiting.</body>
`;

/** The name of the file that is broken. */
export const brokenFile = 'widget.js';

/** A project with a widget that has a mistake in it, and its server. */
export class BrokenWidget {
  readonly #server: LoopbackServer;

  private constructor(readonly folder: string) {
    this.#server = new LoopbackServer((request, response) => {
      const name = (request.url ?? '/').replace(/\?.*/, '');
      const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
      const text =
        name === '/library.js'
          ? Promise.resolve(library)
          : readFile(join(folder, name === '/' ? 'index.html' : name), 'utf8');
      text.then(
        (content) => response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(content),
        () => response.writeHead(404).end(),
      );
    });
  }

  static async start(folder: string): Promise<BrokenWidget> {
    await writeFile(join(folder, 'index.html'), page);
    await writeFile(join(folder, brokenFile), script);
    const widget = new BrokenWidget(folder);
    await widget.#server.start();
    return widget;
  }

  get address(): string {
    return `http://localhost:${this.#server.port}/`;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
