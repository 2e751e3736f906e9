import type { WebSocket } from 'ws';
import { newKey } from '../src/relayClient/keys';
import { PageProof } from '../src/protocol/connection/pageProof';
import type { Findings } from './report';
import { startBareForwarder, startRelay } from './support/forwarder';
import { median } from './support/statistics';

const rounds = 200;
const proofs = 500;

/** What the proof of the key costs whoever connects. */
export async function connecting(): Promise<Findings> {
  const relay = await startRelay();
  const bare = await startBareForwarder();
  const ways = {
    page: (round: number) => relay.page(`benchmark-page-${round}`),
    tool: () => relay.tool(),
    bare: () => bare.page(''),
  };
  const took: Record<keyof typeof ways, number[]> = { page: [], tool: [], bare: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      took.page.push(await timed(() => ways.page(round)));
      took.tool.push(await timed(ways.tool));
      took.bare.push(await timed(ways.bare));
    }
  } finally {
    await relay.stop();
    await bare.stop();
  }
  const [page, tool, bareSocket] = [median(took.page), median(took.tool), median(took.bare)];
  const ratioTo = (others: readonly number[]): number =>
    median(took.page.map((ms, round) => ms / (others[round] ?? Number.NaN)));
  const measure = 'Connection of a page, from dialling to the answer to its hello';
  return {
    rows: [
      { measure, unit: 'ms', ours: page, baseline: tool, ratio: ratioTo(took.tool) },
      {
        measure: 'The same beside a bare WebSocket',
        unit: 'ms',
        ours: page,
        baseline: bareSocket,
        ratio: ratioTo(took.bare),
      },
      { measure: 'Both proofs in the page, its own SHA-256', unit: 'ms', ours: proofTime() },
    ],
    notes: [
      `Median of ${rounds} rounds in turns. A page makes three round trips: upgrade, challenge, hello (its proof needs no answer). The baseline of the first row is a tool that has had its proof and shows its key: upgrade and hello, as a page did before there was a proof. A bare WebSocket is the upgrade alone.`,
    ],
  };
}

async function timed(open: () => Promise<WebSocket>): Promise<number> {
  const began = performance.now();
  const socket = await open();
  const took = performance.now() - began;
  socket.terminate();
  return took;
}

/** How long a page computes: the secret, the proof that it expects and its own. */
function proofTime(): number {
  const nonce = newKey();
  const answer = JSON.stringify({ jsonrpc: '2.0', id: 0, result: { nonce, proof: nonce } });
  const times: number[] = [];
  for (let count = 0; count < proofs; count++) {
    const began = performance.now();
    // A proof that is wrong needs one HMAC, the right one two.
    for (let half = 0; half < 2; half++) new PageProof({ key: nonce }, 'ws://127.0.0.1:23375/page').answerTo(answer);
    times.push(performance.now() - began);
  }
  return median(times);
}
