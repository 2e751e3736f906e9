// A page with 50 interactions that sends events at a steady rate, then ends. Arguments: address and key of the relay's
// pages, events a second, seconds. The time of each record is that of its sending, to a fraction of a millisecond.
import { once } from 'node:events';
import { openPage } from '../support/clients';
import { recordsFrame } from '../support/records';

const interactions = 50;
const page = 'benchmark-events';

function interaction(at: number, state: string): object {
  return {
    interactionId: String(at),
    caseId: `case-${at}`,
    state,
    previousState: 'RINGING',
    media: 'voice',
    callType: 'Inbound',
    ani: '5550100',
    userData: { Contract: `C-${at}`, Language: 'en', Segment: 'gold', Note: 'a value of some length' },
    parties: [{ name: '5550100' }],
  };
}

async function main(url: string, key: string, perSecond: number, seconds: number): Promise<void> {
  const socket = await openPage(url, key, page);
  let seq = 0;
  const send = (record: object): void => {
    const time = performance.timeOrigin + performance.now();
    socket.send(recordsFrame(page, [JSON.stringify({ seq: ++seq, time, ...record })]));
  };
  const all = Array.from({ length: interactions }, (_, at) => interaction(at, 'TALKING'));
  send({ kind: 'desk', whole: true, interactions: all });
  const begin = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(seconds * perSecond, Math.floor(((performance.now() - begin) * perSecond) / 1000));
    for (; sent < due; sent++) {
      const state = Math.floor(sent / interactions) % 2 === 0 ? 'HELD' : 'TALKING';
      const data = { eventType: state, interaction: interaction(sent % interactions, state) };
      send({ kind: 'event', name: 'interaction', data });
    }
    if (sent < seconds * perSecond) return;
    clearInterval(timer);
    socket.close();
  }, 1);
  await once(socket, 'close');
  console.log(JSON.stringify({ sent }));
}

const [url = '', key = '', perSecond = '', seconds = ''] = process.argv.slice(2);
void main(url, key, Number(perSecond), Number(seconds));
