import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Interaction } from '../../../src/api/interaction';

/** A reply or an event, as it came over the wire. */
export interface WireMessage {
  readonly referenceId?: string | number;
  readonly event?: string;
  readonly data?: unknown;
  readonly errorMessage?: string;
  readonly subscriptionId?: string;
  readonly userAgent?: string;
  readonly protocolVersion?: number;
}

interface Wire {
  readonly received: WireMessage[];
  post(message: unknown): void;
  send(message: object): Promise<WireMessage>;
}
declare global {
  interface Window {
    readonly wire: Wire;
  }
}

/** A widget that speaks the raw wire, in its frame or window. */
export class RawWidget {
  constructor(readonly frame: Frame) {}

  /** Sends what the client library would not, all of it at once. */
  post(...messages: unknown[]): Promise<void> {
    return this.frame.evaluate((messages) => messages.forEach((message) => window.wire.post(message)), messages);
  }

  /** Sends a message with what the client library adds and waits for the reply. */
  send(message: object): Promise<WireMessage> {
    return this.frame.evaluate((message) => window.wire.send(message), message);
  }

  /** Calls a service and waits for the whole reply. */
  ask(service: string, ...parameters: unknown[]): Promise<WireMessage> {
    return this.send({ request: service, ...(parameters.length === 0 ? {} : { parameters }) });
  }

  /** Calls a service that must succeed, and returns its data. */
  async call(service: string, ...parameters: unknown[]): Promise<unknown> {
    const { data, errorMessage } = await this.ask(service, ...parameters);
    assert.equal(errorMessage, undefined, `${service} failed`);
    return data;
  }

  /** Calls a service that must fail, and returns why. */
  async refusal(service: string, ...parameters: unknown[]): Promise<string> {
    const { errorMessage } = await this.ask(service, ...parameters);
    assert.ok(errorMessage !== undefined, `${service} did not fail`);
    return errorMessage;
  }

  async interaction(id: string): Promise<Interaction> {
    const data = await this.call('interaction.getByInteractionId', id);
    assert.ok(isInteraction(data));
    return data;
  }

  /** @returns the subscription's id */
  async subscribe(events: string | string[]): Promise<string> {
    const { subscriptionId } = await this.send({ event: 'subscribe', data: events });
    assert.ok(subscriptionId !== undefined, 'not subscribed');
    return subscriptionId;
  }

  /** Everything that came so far. */
  received(): Promise<WireMessage[]> {
    return this.frame.evaluate(() => window.wire.received);
  }

  /** The events of a name that came so far: what a later reply follows has all come. */
  async events(name: string): Promise<unknown[]> {
    await this.ask('system.isFrameLeading');
    return (await this.received()).filter(({ event }) => event === name).map(({ data }) => data);
  }

  /** The kinds of the interaction events that came so far. */
  async eventTypes(): Promise<unknown[]> {
    return (await this.events('interaction')).map((data) => (data as { eventType?: unknown }).eventType);
  }
}

function isInteraction(data: unknown): data is Interaction {
  return typeof data === 'object' && data !== null && 'interactionId' in data;
}
