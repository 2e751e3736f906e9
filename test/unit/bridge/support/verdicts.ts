/** What the bridge takes for valid, with whichever schema library it is bundled. */
import * as v from 'valibot';
import { observationSchema } from '../../../../src/api/observation';
import { keySchema } from '../../../../src/bridge/entries/configuration';
import { storedSchema } from '../../../../src/bridge/relay/pageIdentity';
import { RpcError } from '../../../../src/protocol/errors';
import { toFrame } from '../../../../src/protocol/debuggerMessages';
import { pageHello } from '../../../../src/protocol/pageHello';
import { relayToPage } from '../../../../src/protocol/pageMessages';
import { messageSchema, Peer } from '../../../../src/protocol/peer';

const schemas = {
  message: messageSchema,
  helloParams: pageHello.hello.params,
  helloResult: pageHello.hello.result,
  invokeParams: relayToPage.invoke.params,
  invokeResult: relayToPage.invoke.result,
  describe: relayToPage.describe.params,
  ack: relayToPage.ack.params,
  toFrame,
  observation: observationSchema,
  key: keySchema,
  stored: storedSchema,
} as const satisfies Record<string, v.GenericSchema>;

export type SchemaName = keyof typeof schemas;

/** What comes of a value by each way of asking. */
export function verdict(name: SchemaName, value: unknown) {
  const schema: v.GenericSchema = schemas[name];
  const { success, output } = v.safeParse(schema, value);
  return { success, output: success ? output : undefined, is: v.is(schema, value), parsed: parsed(schema, value) };
}

function parsed(schema: v.GenericSchema, value: unknown): unknown {
  try {
    return v.parse(schema, value);
  } catch {
    return undefined;
  }
}

/** What a page's end of the connection, which has asked for one thing, does with a frame; but for the texts of errors. */
export function reaction(frame: string) {
  const done: unknown[] = [];
  const peer = new Peer(
    pageHello,
    relayToPage,
    {
      invoke: (params) => {
        // The bridge's own takes the prototype away.
        done.push({ ...params });
        if (params.timeoutMs !== undefined) throw new RpcError(params.timeoutMs, '');
        return { outcome: 'timedOut', durationMs: 0 };
      },
      describe: () => done.push('describe'),
      ack: (params) => done.push({ ...params }),
    },
    (text) => done.push(JSON.parse(text, (key, value: unknown) => (key === 'message' ? '' : value))),
  );
  const hello = {
    version: 2,
    page: 'page-0001',
    epoch: 1,
    title: '',
    location: '',
    place: 'widget',
    bridge: '',
  } as const;
  peer.request('hello', hello).catch(() => undefined);
  try {
    peer.receive(frame);
  } catch (error) {
    done.push(error instanceof Error ? error.name : error);
  }
  return done;
}
