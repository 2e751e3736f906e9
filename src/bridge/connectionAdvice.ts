import { httpPaths } from '../protocol/handshake';
import type { LinkNews } from './relayLink';
import { later } from './timers';

/** After the first failure in a row, the cause is looked for again each time that so many followed. */
const failuresBetweenLooks = 10;

/**
 * Says in the page's console, once, what stands between the bridge and the relay, and what to do about it. A missing
 * permission for local network access is not among it: without it the browser does not load the bridge's script either.
 */
export class ConnectionAdvice {
  #failures = 0;
  #told = '';
  #blockedBy: string | undefined;

  /**
   * @param relay origin of the relay
   * @param socketOrigin the same for its WebSocket
   */
  constructor(
    private readonly page: Window,
    private readonly relay: string,
    private readonly socketOrigin: string,
  ) {
    page.document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective, disposition }) => {
      if (disposition === 'enforce' && blockedURI.startsWith(socketOrigin)) this.#blockedBy = effectiveDirective;
    });
  }

  async news(news: LinkNews): Promise<void> {
    switch (news) {
      case 'connected':
        this.#failures = 0;
        this.#tell('info', `connected to ${this.relay}.`);
        break;
      case 'lost':
        this.#tell('info', `lost the connection to ${this.relay}; it goes on trying.`);
        break;
      case 'failed':
        if (this.#failures++ % failuresBetweenLooks === 0) this.#tell('warn', await this.#findCause());
        break;
      case 'otherVersion':
        this.#tell('error', `${this.relay} runs another version. Load the page again without the browser's cache.`);
    }
  }

  #tell(level: 'info' | 'warn' | 'error', text: string): void {
    if (text !== this.#told) console[level](`Deskside: ${text}`);
    this.#told = text;
  }

  async #findCause(): Promise<string> {
    const reachable = await this.#reachable();
    if (this.#blockedBy !== undefined) {
      return `this page's content security policy forbids the connection. Add ${this.socketOrigin} to its ${this.#blockedBy}.`;
    }
    return reachable
      ? `${this.relay} turned this page away. Look into VS Code: allow ${this.page.origin} there, or copy the script tag again if its key is old.`
      : `nothing answers at ${this.relay}. Run “Deskside: Start” in VS Code; the page then connects by itself.`;
  }

  /** Whether anything answers there. The answer itself cannot be read and is not wanted. */
  async #reachable(): Promise<boolean> {
    try {
      await fetch(`${this.relay}${httpPaths.bridgeScript}`, { mode: 'no-cors', cache: 'no-store' });
      return true;
    } catch {
      // The report of a violation comes in a task of its own.
      await new Promise<void>((resolve) => void later(50, resolve));
      return false;
    }
  }
}
