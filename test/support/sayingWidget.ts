import { LoopbackServer } from './loopbackServer';

/** A widget that says one text wherever a widget can: in its title, its console, an error, a toast and the arguments of calls. */
export class SayingWidget {
  readonly #server: LoopbackServer;

  constructor(text: string) {
    const said = JSON.stringify(text).replaceAll('<', '\\u003c');
    const page = `<!doctype html>
<meta charset="utf-8" />
<body></body>
<script>
  const said = ${said};
  const post = (message) => parent.postMessage({ userAgent: 'WWE Client', protocolVersion: 2, ...message }, '*');
  document.title = said;
  document.body.textContent = said;
  console.log(said);
  console.error(new Error(said));
  post({ event: 'subscribe', data: ['interaction'], referenceId: '1' });
  post({ request: 'system.popupToast', parameters: [{ message: said, name: said }], referenceId: '2' });
  post({ request: 'interaction.setUserData', parameters: [said, { [said]: said }], referenceId: '3' });
  throw new Error(said);
</script>
`;
    this.#server = new LoopbackServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  }

  start(): Promise<void> {
    return this.#server.start();
  }

  get address(): string {
    return `http://localhost:${this.#server.port}/`;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
