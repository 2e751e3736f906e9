import { closeCodes } from '../../protocol/handshake';
import { PageProof } from '../../protocol/connection/pageProof';
import type { PageKey } from '../../protocol/connection/pageProof';
import type { OpenTransport, TransportEnd } from '../../protocol/connection/transport';
import { limits } from '../../protocol/limits';
import { later } from '../timers';

/**
 * A transport on which relay and page have proved to each other that they have the key, before anything else is said: any
 * program may have taken the port of the relay. Nothing that it says is believed before, not even why it closes, and it is
 * not waited for without end.
 * @param open opens a transport to the program that answers
 * @param url the WebSocket address that it dials
 * @param unproven the code with which it closes one that has not proved itself
 */
export function provenTransport(
  open: OpenTransport,
  key: PageKey,
  url: string,
  unproven: number = closeCodes.key,
): OpenTransport {
  return (events) => {
    const proof = new PageProof(key, url);
    let state: 'asking' | 'proven' | 'over' = 'asking';
    const end = (how: TransportEnd) => {
      if (state !== 'over') events.ended(how);
      state = 'over';
    };
    const transport = open({
      opened: () => transport.send(proof.challenge),
      message: (text) => {
        if (state === 'proven') events.message(text);
        else if (state === 'asking') prove(text);
      },
      ended: (how) => end(state === 'proven' ? how : { kind: 'failed' }),
    });
    later(limits.handshakeTimeoutMs, () => {
      if (state !== 'asking') return;
      transport.close();
      end({ kind: 'failed' });
    });
    const prove = (text: string) => {
      const answer = proof.answerTo(text);
      if (answer === undefined) {
        // Before its owner hears of it, who closes it in another way.
        transport.close(unproven);
        end({ kind: 'closed', code: closeCodes.key });
        return;
      }
      transport.send(answer);
      state = 'proven';
      events.opened();
    };
    return transport;
  };
}
