import { LoopbackServer } from '../../support/loopbackServer';

/** A Workspace that answers every request, around a widget of another site. It loads itself again for `voice.hold`. */
const workspace = (widget: string) => `<!doctype html><title>Workspace</title><iframe src="${widget}"></iframe><script>
  addEventListener('message', ({ source, data }) => {
    if (data?.userAgent !== 'WWE Client') return;
    const { referenceId, request } = data;
    const outcome = request === undefined ? { subscriptionId: 1 } : { data: request.includes('get') ? [] : undefined };
    source.postMessage({ referenceId, ...outcome, userAgent: 'WWE Server', protocolVersion: 2 }, '*');
    if (request === 'voice.hold') location.reload();
  });
</script>`;

/** A widget without a library, which asks for the agent again and again. */
const widgetScript = `let count = 0;
  setInterval(() => parent.postMessage(
    { request: 'agent.get', referenceId: String(count++), userAgent: 'WWE Client', protocolVersion: 2 }, '*'), 300);`;

/** Serves a Workspace and in it a widget that lets nothing but its own script in. */
export class FramedWidget {
  private constructor(private readonly server: LoopbackServer) {}

  static async start(): Promise<FramedWidget> {
    const server = new LoopbackServer(({ url, headers: { host } }, response) => {
      const port = host?.split(':')[1] ?? '';
      if (url === '/widget.js') {
        response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(widgetScript);
      } else if (url === '/widget') {
        response
          .writeHead(200, {
            'Content-Type': 'text/html',
            'Content-Security-Policy': "default-src 'none'; script-src 'self'",
          })
          .end('<!doctype html><title>A deployed widget</title><script src="/widget.js"></script>');
      } else {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(workspace(`http://localhost:${port}/widget`));
      }
    });
    await server.start();
    return new FramedWidget(server);
  }

  /** The address of the Workspace. */
  get address(): string {
    return `http://127.0.0.1:${this.server.port}/`;
  }

  get widgetOrigin(): string {
    return `http://localhost:${this.server.port}`;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
