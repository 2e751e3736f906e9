import * as v from 'valibot';
import type { LinkChange } from '../relay/pageLink';
import type { OpenTransport } from '../../protocol/connection/transport';
import { keySchema } from './configuration';

/** Which relay a script tag names, and with which key. */
const tagSchema = v.strictObject({ relay: v.string(), key: keySchema });
export type Tag = v.InferOutput<typeof tagSchema>;

/** How a relay is reached. */
export interface Route {
  readonly openTransport: OpenTransport;
  readonly linkChanged: (change: LinkChange) => void;
}

/**
 * The script tags of one page, of which an older one may have been left there: their relays are tried one after the other
 * until one lets the page in.
 */
export class TagRotation {
  #routes: { readonly tag: Tag; readonly route: Route }[] = [];
  /** The last attempt failed. */
  #failed = false;

  /** @param routeOf how the relay of a tag is reached */
  constructor(
    first: Tag,
    private readonly routeOf: (tag: Tag) => Route,
  ) {
    this.add(first);
  }

  /** Another bridge was to start in the page with this. */
  readonly add = (tag: unknown): void => {
    if (!v.is(tagSchema, tag)) return;
    const isKnown = this.#routes.some((one) => one.tag.relay === tag.relay && one.tag.key === tag.key);
    if (isKnown) return;
    const added = { tag, route: this.routeOf(tag) };
    // Those that were tried in vain can wait.
    if (this.#failed) this.#routes = [added, ...this.#routes];
    else this.#routes.push(added);
  };

  readonly openTransport: OpenTransport = (events) => this.#current.openTransport(events);

  readonly linkChanged = (change: LinkChange): boolean => {
    this.#current.linkChanged(change);
    this.#failed = change !== 'connected' && change !== 'lost';
    const others = this.#routes.length > 1;
    const tried = this.#failed ? this.#routes.shift() : undefined;
    // A relay of another version is tried no more, if there is another one.
    if (tried !== undefined && (change !== 'otherVersion' || !others)) this.#routes.push(tried);
    return others;
  };

  get #current(): Route {
    const [first] = this.#routes;
    if (first === undefined) throw new Error('no script tag');
    return first.route;
  }
}
