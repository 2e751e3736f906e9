import { loopbackNames, opaqueOrigin } from '../../protocol/handshake';
import type { Allowed } from '../../protocol/messages';
import { parseOrigin } from '../../relayClient/origin';

/** Whom a relay lets in, and under which names it answers. Grows only at the user's word, through a client that has the tool key. */
export class Allowances {
  readonly #origins: Set<string>;
  readonly #ports = new Set<number>();
  readonly #hosts = new Set<string>();

  /** @param changed hears of each change */
  constructor(
    { origins, ports }: Allowed,
    private readonly changed: () => void,
  ) {
    this.#origins = new Set(origins);
    for (const port of ports) this.#addPort(port);
  }

  /** What a relay that takes the place of this one has to let in too. */
  get lists(): Allowed {
    return { origins: [...this.#origins], ports: [...this.#ports] };
  }

  /** Such as `127.0.0.1:PORT`, of its own port and of those that are forwarded to it. */
  get hosts(): ReadonlySet<string> {
    return this.#hosts;
  }

  /** The relay listens on this port. */
  listensOn(port: number): void {
    this.#addHosts(port);
  }

  /** Whether pages of this origin may connect. `null` never; the relay's own always. */
  admits(origin: string): boolean {
    return origin !== opaqueOrigin && (this.#origins.has(origin) || this.isOwn(origin));
  }

  /** Whether it is the origin of what the relay itself serves. */
  isOwn(origin: string): boolean {
    return [...this.#hosts].some((host) => origin === `http://${host}`);
  }

  /**
   * @param origin as a browser writes it, such as `http://localhost:5173`
   * @throws RangeError if it is no origin of http or https
   */
  allowOrigin(origin: string): void {
    if (parseOrigin(origin) !== origin) throw new RangeError('This is no origin; write it like http://localhost:5173.');
    if (this.#origins.has(origin)) return;
    this.#origins.add(origin);
    this.changed();
  }

  /** @param origin the one to forget; all of them where it is absent */
  forgetOrigins(origin?: string): void {
    if (origin === undefined) this.#origins.clear();
    else this.#origins.delete(origin);
    this.changed();
  }

  /** @param port a whole number from 1 to 65535 */
  allowPort(port: number): void {
    if (this.#ports.has(port)) return;
    this.#addPort(port);
    this.changed();
  }

  #addPort(port: number): void {
    this.#ports.add(port);
    this.#addHosts(port);
  }

  #addHosts(port: number): void {
    for (const name of loopbackNames) this.#hosts.add(`${name}:${port}`);
  }
}
