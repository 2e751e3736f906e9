import { catalogue, documentedExtras, serviceName } from '../../../api/catalogue';
import { nameFits } from './keyFilter';
import type { DeskOptions } from '../state/options';
import type { CallingWidget } from '../state/types';

/** Services that `*` and a bare origin do not grant: the administrator must name them (reference). */
const byNameOnly: ReadonlySet<string> = new Set(['auth.getJwtToken', 'auth.getPureCloudToken']);

const services: readonly string[] = [...catalogue, ...documentedExtras].map(serviceName);

interface Entry {
  readonly origin: string;
  /** Undefined: all that need not be named. */
  readonly services: readonly string[] | undefined;
}

/** The option accepted-web-content-origins as it stands for this caller. */
export function acceptedFor({ acceptedOrigins }: DeskOptions, caller: Pick<CallingWidget, 'isBridge'>): string {
  return caller.isBridge === true ? '*' : acceptedOrigins;
}

/** Whether a page of this origin may use the API at all. `accepted` is the option as an administrator writes it. */
export function acceptsOrigin(accepted: string, origin: string): boolean {
  return entriesFor(accepted, origin).length > 0;
}

/** Whether a page of this origin may call a service. */
export function allowsService(accepted: string, origin: string, service: string): boolean {
  return entriesFor(accepted, origin).some((entry) => {
    if (byNameOnly.has(service)) return entry.services?.includes(service) === true;
    return entry.services === undefined || entry.services.some((pattern) => nameFits(pattern, service));
  });
}

/** The services that a page of this origin may call. */
export function allowedServices(accepted: string, origin: string): string[] {
  return services.filter((service) => allowsService(accepted, origin, service));
}

function entriesFor(accepted: string, origin: string): Entry[] {
  return parseOrigins(accepted).filter((entry) => entry.origin === '*' || entry.origin === origin);
}

/** Splits `http://my-server, http://s2 (agent.*, voice.dial)` into its entries. */
function parseOrigins(accepted: string): Entry[] {
  return [...accepted.matchAll(/([^\s,()]+)\s*(?:\(([^)]*)\))?/g)].map(([, origin = '', list]) => ({
    origin: origin.replace(/\/$/, ''),
    services: list?.split(',').map((name) => name.trim()),
  }));
}
