import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import type { RelayEndpoint } from './frameConnection';

/** The targets of debuggers that have the bridge, by ids of the caller's. */
export class Attachments implements Disposable {
  readonly #targets = new Map<string, DisposableStore>();

  /**
   * @param bundle the text of bridgeDebugger.js
   * @param endpoint where the relay is now, if there is one
   * @param callSites whether pages tell where in their code they make calls
   */
  constructor(
    private readonly bundle: () => Promise<string>,
    private readonly endpoint: () => RelayEndpoint | undefined,
    private readonly callSites: () => boolean,
  ) {}

  /**
   * Puts the bridge into all frames of a target, until it ends or is detached. Does nothing if it has it already.
   * @param url where the target speaks the Chrome DevTools Protocol, such as `ws://127.0.0.1:PORT/PATH`
   * @param relay the relay's origin
   * @throws CdpError
   */
  async attach(id: string, url: string, relay: string): Promise<void> {
    if (this.#targets.has(id)) return;
    const owned = new DisposableStore();
    this.#targets.set(id, owned);
    // The caller may have attached anew under this id.
    const end = () => {
      if (this.#targets.get(id) === owned) this.#targets.delete(id);
      owned.dispose();
    };
    try {
      const [bundle, { connectCdp }, { Attachment }] = await Promise.all([
        this.bundle(),
        import('./cdpSocket'),
        import('./attachment'),
      ]);
      const cdp = owned.add(await connectCdp(url));
      owned.add(cdp.onEnd.on(end));
      owned.add(await Attachment.start(cdp, bundle, { relay, callSites: this.callSites() }, this.endpoint));
    } catch (error) {
      end();
      throw error;
    }
  }

  detach(id: string): void {
    const owned = this.#targets.get(id);
    this.#targets.delete(id);
    owned?.dispose();
  }

  dispose(): void {
    for (const id of [...this.#targets.keys()]) this.detach(id);
  }
}
