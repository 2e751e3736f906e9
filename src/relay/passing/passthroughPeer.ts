import { Peer } from '../../protocol/peer';
import type { Handlers, MethodTable, Params, Requests } from '../../protocol/peer';
import { jsonOf } from './passedCalls';

/** The relay's end of a connection, which passes on calls and results as texts, and what was read without parsing. */
export class PassthroughPeer<Out extends MethodTable, In extends MethodTable> extends Peer<Out, In> {
  /** @param stripPayloads leaves out of a frame what the relay need not look at, having made sure that it is valid */
  constructor(
    outgoing: Out,
    incoming: In,
    handlers: Handlers<In>,
    send: (text: string) => void,
    private readonly stripPayloads = (frame: string) => frame,
  ) {
    super(outgoing, incoming, handlers, send);
  }

  /** Takes in a request that was read from `frame` in another way, its parameters checked. */
  accept<M extends Requests<In>>(method: M, id: number, params: Params<In, M>, frame: string): void {
    const handler: (params: Params<In, M>, frame: string) => unknown = this.handlers[method];
    this.answer(id, () => handler(params, frame));
  }

  /**
   * Takes in an answer that was read in another way, its result checked.
   * @throws ProtocolError if nothing was asked under this id
   */
  settle(id: number, result: unknown): void {
    this.takePending(id).resolve(result);
  }

  protected override strip(frame: string): string {
    return this.stripPayloads(frame);
  }

  protected override write(value: unknown): string {
    return jsonOf(value);
  }
}
