import * as v from 'valibot';
import { beginningOf } from '../base/text/beginningOf';
import { ConnectionLost, errorCodes, ProtocolError, RpcError } from './errors';
import { exceedsDepth } from './jsonDepth';
import { limits } from './limits';

type Schema = v.GenericSchema;

/** The methods that one side understands. Those without a result are notifications. */
export type MethodTable = Readonly<Record<string, { readonly params: Schema; readonly result?: Schema }>>;

/** Of a table of methods what checks the answers to them. */
type Answers<T extends MethodTable> = { readonly [M in keyof T]: { readonly result?: Schema } };

export type Params<T extends MethodTable, M extends keyof T> = v.InferOutput<T[M]['params']>;
export type Result<T extends MethodTable, M extends keyof T> = T[M]['result'] extends Schema
  ? v.InferOutput<T[M]['result']>
  : never;
export type Requests<T extends MethodTable> = { [M in keyof T]: T[M]['result'] extends Schema ? M : never }[keyof T] &
  string;
type Notifications<T extends MethodTable> = Exclude<keyof T & string, Requests<T>>;

/** What to do on each message; `frame` is the text that it came in. */
export type Handlers<T extends MethodTable> = {
  readonly [M in keyof T]: T[M]['result'] extends Schema
    ? (params: Params<T, M>, frame: string) => Result<T, M> | Promise<Result<T, M>>
    : (params: Params<T, M>, frame: string) => void;
};

/** A path consists of keys that a stranger may have chosen. */
const longestPath = 100;

/** One frame may hold hundreds of thousands of faults, each of which takes a hundred times its length to describe. */
const toFirstFault = { abortEarly: true } as const;

const integer = v.pipe(v.number(), v.safeInteger());
/** The id of a request. It is bounded since the answer repeats it. */
export const idSchema = v.union([integer, v.pipe(v.string(), v.maxLength(100))]);
export const messageSchema = v.union([
  v.strictObject({
    jsonrpc: v.literal('2.0'),
    method: v.string(),
    params: v.unknown(),
    id: v.optional(idSchema),
  }),
  v.strictObject({ jsonrpc: v.literal('2.0'), id: idSchema, result: v.unknown() }),
  v.strictObject({
    jsonrpc: v.literal('2.0'),
    id: v.nullable(idSchema),
    error: v.strictObject({ code: integer, message: v.string(), data: v.optional(v.unknown()) }),
  }),
]);

interface Pending {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * One end of a JSON-RPC 2.0 connection, one message a text frame. It checks every message that comes against the
 * tables; `receive` throws a ProtocolError on a message that does not fit, and the owner closes the connection.
 */
export class Peer<Out extends MethodTable, In extends MethodTable> {
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #closed = false;

  /**
   * @param outgoing what the other side understands
   * @param incoming what this side understands
   * @param handlers what to do on it; a thrown RpcError is the reply, any other error an internal one
   * @param send puts a text on the connection
   */
  constructor(
    private readonly outgoing: Out | Answers<Out>,
    private readonly incoming: In,
    protected readonly handlers: Handlers<In>,
    private readonly send: (text: string) => void,
  ) {}

  /**
   * Asks the other side and waits for its answer as long as the connection lasts.
   * @throws RpcError what the other side answered; ConnectionLost if the connection ends first
   */
  request<M extends Requests<Out>>(method: M, params: Params<Out, M>): Promise<Result<Out, M>> {
    return new Promise((resolve, reject) => this.ask(method, params, resolve, reject));
  }

  /**
   * As `request`, but the answer is handed over before the next frame is taken in.
   * @param failed gets an RpcError or a ConnectionLost
   */
  ask<M extends Requests<Out>>(
    method: M,
    params: Params<Out, M>,
    answered: (result: Result<Out, M>) => void,
    failed: (error: Error) => void,
  ): void {
    if (this.#closed) {
      failed(new ConnectionLost('not connected'));
      return;
    }
    const id = ++this.#lastId;
    this.#pending.set(id, { method, resolve: answered, reject: failed });
    this.send(`{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${this.write(params)}}`);
  }

  /** Tells the other side something that needs no answer. */
  notify<M extends Notifications<Out>>(method: M, params: Params<Out, M>): void {
    if (!this.#closed) this.send(notification(method, params));
  }

  /**
   * Takes in one frame.
   * @throws ProtocolError if it is no message of the protocol
   */
  receive(frame: string): void {
    if (this.#closed) return;
    const message = parseMessage(this.strip(frame));
    if ('method' in message) this.#handle(message, frame);
    else if (message.id !== null) this.#settleWith(message.id, message);
  }

  /** Ends the peer: each request that waits for an answer fails with a ConnectionLost. */
  close(reason: string): void {
    this.#closed = true;
    this.#pending.forEach((pending) => pending.reject(new ConnectionLost(reason)));
    this.#pending.clear();
  }

  /** What this side looks at of a frame. */
  protected strip(frame: string): string {
    return frame;
  }

  /** The JSON of parameters and results. */
  protected write(value: unknown): string {
    return JSON.stringify(value);
  }

  #handle(message: { method: string; params?: unknown; id?: number | string | undefined }, frame: string): void {
    const { method, id } = message;
    const spec = Object.hasOwn(this.incoming, method) ? this.incoming[method] : undefined;
    const handler: ((params: unknown, frame: string) => unknown) | undefined = this.handlers[method];
    if (spec === undefined || handler === undefined) {
      if (id === undefined) throw new ProtocolError(`unknown method ${quoted(method)}`);
      this.#answerError(id, new RpcError(errorCodes.methodNotFound, `There is no method ${quoted(method)}.`));
      return;
    }
    if ((spec.result !== undefined) !== (id !== undefined)) {
      throw new ProtocolError(`${quoted(method)} ${spec.result === undefined ? 'takes no id' : 'needs an id'}`);
    }
    const params = v.safeParse(spec.params, message.params, toFirstFault);
    if (!params.success) {
      const text = `${method}: ${describeIssues(params.issues)}`;
      if (id === undefined) throw new ProtocolError(text);
      this.#answerError(id, new RpcError(errorCodes.invalidParams, text));
      return;
    }
    if (id === undefined) {
      handler(params.output, frame);
    } else {
      this.answer(id, () => handler(params.output, frame));
    }
  }

  /** Answers a synchronous handler at once, so that whatever the handler sends next comes after the answer. */
  protected answer(id: number | string, handle: () => unknown): void {
    try {
      const result = handle();
      if (result instanceof Promise) void this.#answerLater(id, result);
      else this.#answerResult(id, result);
    } catch (error) {
      this.#answerError(id, error);
    }
  }

  async #answerLater(id: number | string, result: Promise<unknown>): Promise<void> {
    try {
      this.#answerResult(id, await result);
    } catch (error) {
      this.#answerError(id, error);
    }
  }

  #answerResult(id: number | string, result: unknown): void {
    if (!this.#closed) this.send(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${this.write(result)}}`);
  }

  #answerError(id: number | string, error: unknown): void {
    if (this.#closed) return;
    const { code, message } =
      error instanceof RpcError ? error : { code: errorCodes.internal, message: 'Something went wrong inside.' };
    this.send(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }));
  }

  #settleWith(id: number | string, message: { result?: unknown } | { error: { code: number; message: string } }): void {
    const pending = this.takePending(id);
    if ('error' in message) {
      pending.reject(new RpcError(message.error.code, message.error.message));
      return;
    }
    const schema = this.outgoing[pending.method]?.result;
    const result = v.safeParse(schema ?? v.never(), message.result, toFirstFault);
    if (result.success) {
      pending.resolve(result.output);
    } else {
      const error = new ProtocolError(`answer to ${pending.method}: ${describeIssues(result.issues)}`);
      pending.reject(error);
      throw error;
    }
  }

  /** @throws ProtocolError if nothing was asked under this id */
  protected takePending(id: number | string): Pending {
    const pending = typeof id === 'number' ? this.#pending.get(id) : undefined;
    if (typeof id !== 'number' || pending === undefined) throw new ProtocolError('an answer to nothing that was asked');
    this.#pending.delete(id);
    return pending;
  }
}

/** The text of a notification, for those who send one to many. */
export function notification(method: string, params: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}

function parseMessage(frame: string): v.InferOutput<typeof messageSchema> {
  if (exceedsDepth(frame, limits.jsonDepth)) throw new ProtocolError('nested too deeply');
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    throw new ProtocolError('not JSON');
  }
  const message = v.safeParse(messageSchema, value);
  if (!message.success) throw new ProtocolError('not a JSON-RPC 2.0 message');
  return message.output;
}

/** What was expected and where. The message leaves out the value that came: it may be customers' data, and errors end up in logs. */
function describeIssues(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const text = issue.expected === null ? 'not valid' : `expected ${issue.expected}`;
  const path = v.getDotPath(issue);
  return path === null ? text : `${beginningOf(path, longestPath)}: ${text}`;
}

function quoted(text: string): string {
  return JSON.stringify(beginningOf(text, 80));
}
