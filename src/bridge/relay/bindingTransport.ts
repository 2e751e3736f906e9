import * as v from 'valibot';
import { toFrame } from '../../protocol/debuggerMessages';
import type { FromFrame } from '../../protocol/debuggerMessages';
import { guarded } from '../guarded';
import { jsonText } from '../records/snapshot';
import type { OpenTransport, TransportEnd, TransportEvents } from '../../protocol/connection/transport';

/** Hands a text to the editor. */
export type Binding = (text: string) => void;

interface Line {
  readonly number: number;
  readonly events: TransportEvents;
}

/** Speaks to the relay through the debugger: the editor holds the connection and hands its texts on. */
export class BindingTransport {
  #binding: Binding;
  #line: Line | undefined;
  #count = 0;

  constructor(
    private readonly page: Window,
    binding: Binding,
    private receiver: string,
  ) {
    this.#binding = binding;
  }

  /** Goes on with another debugger, which put the bridge in once more. */
  adopt(binding: Binding, receiver: string): void {
    Reflect.deleteProperty(this.page, this.receiver);
    this.#binding = binding;
    this.receiver = receiver;
    this.#end({ kind: 'failed' });
  }

  readonly open: OpenTransport = (events) => {
    const number = ++this.#count;
    this.#line = { number, events };
    // Only where there is something to say does the page get a function under this name.
    Reflect.defineProperty(this.page, this.receiver, {
      configurable: true,
      value: (text: unknown) => guarded(() => this.#receive(text)),
    });
    this.#send({ kind: 'open', line: number });
    return {
      send: (text) => this.#send({ kind: 'text', line: number, text }),
      close: (code = 1000) => {
        if (this.#line?.number === number) this.#line = undefined;
        this.#send({ kind: 'close', line: number, code });
      },
    };
  };

  #send(message: FromFrame): void {
    this.#binding(jsonText(message));
  }

  #receive(text: unknown): void {
    if (typeof text !== 'string') return;
    const message = v.parse(toFrame, JSON.parse(text));
    const line = this.#line;
    if (line?.number !== message.line) return;
    if (message.kind === 'opened') line.events.opened();
    else if (message.kind === 'text') line.events.message(message.text);
    else this.#end(message.code === undefined ? { kind: 'failed' } : { kind: 'closed', code: message.code });
  }

  #end(end: TransportEnd): void {
    const line = this.#line;
    this.#line = undefined;
    line?.events.ended(end);
  }
}
