import { httpPaths, opaqueOrigin } from '../../protocol/handshake';
import { limits } from '../../protocol/limits';
import type { LinkChange } from './pageLink';
import { say } from '../say';
import { later } from '../timers';

/** After the first failure in a row, the cause is looked for again each time that so many followed. */
const failuresBetweenLooks = 10;

/** What browsers call the permission to reach this machine; the second is that of older ones. */
const permissionNames = ['loopback-network', 'local-network-access'];

/** Browsers ask for no permission where the page itself has a loopback address, by one of these names. */
const loopbackName = /^(localhost$|127\.|\[::1)/;

/** What is used of the browser's permissions; which names there are depends on its version. */
interface Permissions {
  query(asked: { readonly name: string }): Promise<{ readonly state: string }>;
}

/**
 * Says in the page's console, once, what stands between the bridge and the relay, and what to do about it. Of the
 * permission for the local network it hears only when that is taken back: without it the browser does not load the
 * bridge's script either.
 */
export class ConnectionAdvice {
  #failures = 0;
  #lastText = '';
  #blockedBy: string | undefined;

  /**
   * @param relay origin of the relay
   * @param socketOrigin the same for its WebSocket
   * @param asking the origin that the relay has to allow
   */
  constructor(
    private readonly page: Window,
    private readonly relay: string,
    private readonly socketOrigin: string,
    private readonly asking: string,
  ) {}

  /** Listens to what the page forbids, before each attempt: the page may have removed all listeners. */
  listen(): void {
    this.page.document.addEventListener('securitypolicyviolation', this.#violated);
  }

  async linkChanged(change: LinkChange): Promise<void> {
    switch (change) {
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
      case 'wrongKey':
        this.#tell(
          'error',
          `what answers at ${this.relay} does not have the key of this page, and was told nothing. Copy the script tag again if Deskside has other keys by now; otherwise another program has taken the port.`,
        );
        break;
      case 'notAllowed':
        this.#tell(
          'warn',
          this.#turnedAway(`Look into VS Code: allow ${this.asking} there; the page then connects by itself`),
        );
        break;
      case 'full':
        this.#tell(
          'warn',
          `${this.relay} has too many connections. Close some pages or tools; the page then connects by itself.`,
        );
        break;
      case 'otherVersion':
        this.#tell('error', `${this.relay} runs another version. Load the page again without the browser's cache.`);
    }
  }

  readonly #violated = ({ blockedURI, effectiveDirective, disposition }: SecurityPolicyViolationEvent) => {
    if (disposition === 'enforce' && blockedURI.startsWith(this.socketOrigin)) this.#blockedBy = effectiveDirective;
  };

  #tell(level: 'info' | 'warn' | 'error', text: string): void {
    if (text !== this.#lastText) say(level, text);
    this.#lastText = text;
  }

  async #findCause(): Promise<string> {
    // A `then` of the page's on all objects stands between the bridge and what the browser answers: then it does not ask.
    const canAsk = !('then' in this.page.document);
    const reachable = canAsk && (await this.#reachable());
    // The report of a violation comes in a task of its own.
    if (!reachable) await new Promise<void>((resolve) => void later(50, resolve));
    if (this.#blockedBy !== undefined) {
      return `this page's content security policy forbids the connection. Add ${this.socketOrigin} to its ${this.#blockedBy}.`;
    }
    if (!reachable) {
      const next =
        canAsk && (await this.#isForbidden())
          ? 'This page is denied the permission for the local network: allow it in the settings of the site; a frame needs allow="loopback-network"'
          : 'Run “Deskside: Start” in VS Code; the page then connects by itself';
      return `${canAsk ? 'nothing answers at' : 'there is no connection to'} ${this.relay}. ${next}.`;
    }
    return this.#turnedAway('Look into the log of Deskside in VS Code');
  }

  #turnedAway(next: string): string {
    const hidden = this.asking === opaqueOrigin ? 'A sandbox or a policy hides its origin' : undefined;
    return `${this.relay} turned this page away. ${hidden ?? next}.`;
  }

  /** Whether the user, or the page around this one, keeps it from this machine. */
  async #isForbidden(): Promise<boolean> {
    const { location, navigator, isSecureContext } = this.page;
    // To a page without https browsers always say 'denied'. Where it needed the permission, this script was not loaded.
    if (!isSecureContext) return false;
    for (const name of permissionNames) {
      try {
        const permissions: Permissions = navigator.permissions;
        const { state } = await permissions.query({ name });
        return state === 'denied' && !loopbackName.test(location.hostname);
      } catch {
        // No permissions, or none of this name.
      }
    }
    return false;
  }

  /** Whether anything answers there. The answer itself cannot be read and is not wanted. */
  async #reachable(): Promise<boolean> {
    const stop = new AbortController();
    later(limits.handshakeTimeoutMs, () => stop.abort());
    try {
      await fetch(`${this.relay}${httpPaths.bridgeScript}`, {
        mode: 'no-cors',
        cache: 'no-store',
        signal: stop.signal,
      });
      return true;
    } catch {
      return false;
    }
  }
}
