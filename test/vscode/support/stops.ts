import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore } from '../../../src/base/disposable';

const stoppedSchema = v.object({
  type: v.literal('event'),
  event: v.literal('stopped'),
  body: v.object({ threadId: v.number() }),
});
const framesSchema = v.object({
  stackFrames: v.array(
    v.object({
      id: v.number(),
      name: v.string(),
      line: v.number(),
      source: v.optional(v.object({ path: v.optional(v.string()) })),
    }),
  ),
});
const scopesSchema = v.object({ scopes: v.array(v.object({ name: v.string(), variablesReference: v.number() })) });
const variablesSchema = v.object({ variables: v.array(v.object({ name: v.string(), value: v.string() })) });

/** A place at which a debug session stands still. */
export interface Stop {
  readonly path: string | undefined;
  /** From 1. */
  readonly line: number;
  /** The variables of its innermost scope, by name, as the debugger shows them. */
  readonly variables: ReadonlyMap<string, string>;
  goOn(): Promise<void>;
}

/** Hears where debug sessions stop, as VS Code's debug view does. A stop is forgotten when its session ends. */
export class Stops implements vscode.Disposable {
  #stopped: { readonly session: vscode.DebugSession; readonly threadId: number }[] = [];
  readonly #owned = new DisposableStore();

  constructor() {
    this.#owned.add(
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => ({
          onDidSendMessage: (message: unknown) => {
            if (v.is(stoppedSchema, message)) this.#stopped.push({ session, threadId: message.body.threadId });
          },
        }),
      }),
    );
    this.#owned.add(
      vscode.debug.onDidTerminateDebugSession(({ id }) => {
        this.#stopped = this.#stopped.filter(({ session }) => session.id !== id);
      }),
    );
  }

  /** The next stop that nobody has asked for; undefined if there was none. */
  async next(): Promise<Stop | undefined> {
    const stopped = this.#stopped.shift();
    if (stopped === undefined) return undefined;
    const { session, threadId } = stopped;
    const ask = <T>(schema: v.GenericSchema<unknown, T>, command: string, args: object): Promise<T> =>
      Promise.resolve(session.customRequest(command, args)).then((answer: unknown) => v.parse(schema, answer));
    const [frame] = (await ask(framesSchema, 'stackTrace', { threadId })).stackFrames;
    if (frame === undefined) throw new Error('a stop without a frame');
    const [scope] = (await ask(scopesSchema, 'scopes', { frameId: frame.id })).scopes;
    const { variables } = await ask(variablesSchema, 'variables', { variablesReference: scope?.variablesReference });
    return {
      path: frame.source?.path,
      line: frame.line,
      variables: new Map(variables.map(({ name, value }) => [name, value])),
      goOn: async () => {
        await session.customRequest('continue', { threadId });
      },
    };
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
