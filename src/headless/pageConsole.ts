import * as v from 'valibot';
import { setBounded } from '../base/collections';

/** Something that a page or a frame in it wrote to its console, or that went wrong in it. */
export interface ConsoleLine {
  readonly level: 'error' | 'warning' | 'info';
  readonly text: string;
}

/** What is remembered of requests for pages that run at once. */
const mostRequests = 200;

const location = { url: v.optional(v.string(), ''), lineNumber: v.optional(v.number()) };
const remoteObject = v.object({
  value: v.optional(v.unknown()),
  unserializableValue: v.optional(v.string()),
  description: v.optional(v.string()),
});
const calledSchema = v.object({
  type: v.string(),
  args: v.array(remoteObject),
  stackTrace: v.optional(v.object({ callFrames: v.array(v.object(location)) })),
});
const thrownSchema = v.object({
  exceptionDetails: v.object({ text: v.string(), ...location, exception: v.optional(remoteObject) }),
});
const loggedSchema = v.object({ entry: v.object({ level: v.string(), text: v.string(), ...location }) });
const requestedSchema = v.object({ requestId: v.string(), type: v.literal('Document'), documentURL: v.string() });
const failedSchema = v.object({ requestId: v.string(), errorText: v.string(), canceled: v.optional(v.boolean()) });

/** Reads what a target of the browser tells of its console, its errors and the pages that it could not load. */
export class PageConsole {
  readonly #requests = new Map<string, string>();

  constructor(private readonly tell: (line: ConsoleLine) => void) {}

  event(method: string, params: unknown): void {
    if (method === 'Runtime.consoleAPICalled') this.#called(v.parse(calledSchema, params));
    else if (method === 'Runtime.exceptionThrown') this.#thrown(v.parse(thrownSchema, params));
    else if (method === 'Log.entryAdded') this.#logged(v.parse(loggedSchema, params));
    else if (method === 'Network.requestWillBeSent') this.#requested(params);
    else if (method === 'Network.loadingFailed') this.#failed(v.parse(failedSchema, params));
  }

  #called({ type, args, stackTrace }: v.InferOutput<typeof calledSchema>): void {
    const level = type === 'error' || type === 'assert' ? 'error' : type === 'warning' ? 'warning' : 'info';
    this.tell({ level, text: `${args.map(textOf).join(' ')}${placeOf(stackTrace?.callFrames[0])}` });
  }

  #thrown({ exceptionDetails }: v.InferOutput<typeof thrownSchema>): void {
    const { text, exception } = exceptionDetails;
    const what = exception === undefined ? text : textOf(exception);
    this.tell({ level: 'error', text: `Uncaught ${what}${placeOf(exceptionDetails)}` });
  }

  #logged({ entry }: v.InferOutput<typeof loggedSchema>): void {
    const { level, text } = entry;
    this.tell({ level: level === 'error' ? level : level === 'warning' ? level : 'info', text: text + placeOf(entry) });
  }

  #requested(params: unknown): void {
    const requested = v.safeParse(requestedSchema, params);
    if (!requested.success) return;
    setBounded(this.#requests, requested.output.requestId, requested.output.documentURL, mostRequests);
  }

  #failed({ requestId, errorText, canceled }: v.InferOutput<typeof failedSchema>): void {
    const url = this.#requests.get(requestId);
    this.#requests.delete(requestId);
    if (url !== undefined && canceled !== true)
      this.tell({ level: 'error', text: `${url} could not be loaded: ${errorText}` });
  }
}

function textOf({ value, unserializableValue, description }: v.InferOutput<typeof remoteObject>): string {
  if (typeof value === 'string') return value;
  return description ?? unserializableValue ?? (value === undefined ? 'undefined' : JSON.stringify(value));
}

/** Lines of the browser count from 0. */
function placeOf(place: { readonly url: string; readonly lineNumber?: number | undefined } | undefined): string {
  if (place === undefined || place.url === '') return '';
  return ` (${place.url}${place.lineNumber === undefined ? '' : `:${place.lineNumber + 1}`})`;
}
