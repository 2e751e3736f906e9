import type { Frame } from 'playwright-core';
import type { RecordOf } from '../../../src/protocol/records';
import type { Desk } from './bridgeRig';
import type { BridgeTool } from './bridgeTool';

/** Waits until the bridge has learned the desk. */
export function learned(tool: BridgeTool): Promise<unknown> {
  return tool.until('the desk', () => tool.of('desk').find(({ services }) => services !== undefined));
}

/** Waits for a reply. */
export function ended(
  tool: BridgeTool,
  service: string,
  outcome: RecordOf<'reply'>['outcome'],
): Promise<RecordOf<'reply'>> {
  return tool.until(`${service} ${outcome}`, () =>
    tool.of('reply').find((reply) => reply.service === service && reply.outcome === outcome),
  );
}

/** Lets the widget send a request through its library. */
export async function send({ widget }: Pick<Desk, 'widget'>, request: string, ...parameters: unknown[]): Promise<void> {
  const message = JSON.stringify({ request, parameters });
  await widget.evaluate(`void genesys.wwe.service.sendMessage(${message}, () => {}, () => {})`);
}

/** Lets Workspace tell an event to all who subscribed to it. */
export async function emit(
  { page }: { readonly page: Pick<Frame, 'evaluate'> },
  name: string,
  data: unknown,
): Promise<void> {
  await page.evaluate(`emit(${JSON.stringify(name)}, ${JSON.stringify(data)})`);
}

/** Where the bridge hears all that comes to the widget, it subscribes to the events of interactions apart. */
export const twoSubscriptions = ['subscribe', 'subscribe'] as const;

/** The requests and subscriptions that Workspace got from one side. */
export async function requestsFrom({ received }: Pick<Desk, 'received'>, from: 'widget' | 'nested'): Promise<string[]> {
  return (await received())
    .filter((message) => message.from === from)
    .map(({ request, event }) => request ?? event ?? '');
}
