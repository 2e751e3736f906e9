import assert from 'node:assert/strict';
import { PageProof } from '../../../src/protocol/connection/pageProof';
import { newNonce, signature } from '../../support/provenPage';

const host = '127.0.0.1:23375';
const key = 'A'.repeat(43);

/** A page's proof on one connection, and the answer to its challenge by who has the key. */
function asked(): { proof: PageProof; answer: string } {
  const proof = new PageProof({ key }, `ws://${host}/page`);
  const { params } = JSON.parse(proof.challenge) as { params: { nonce: string } };
  const nonces = { page: params.nonce, relay: newNonce() };
  const result = { nonce: nonces.relay, proof: signature(key, 'relay', host, nonces) };
  return { proof, answer: JSON.stringify({ jsonrpc: '2.0', id: 0, result }) };
}

describe('the page’s side of the proof', () => {
  it('takes the answer of who has the key', () => {
    const { proof, answer } = asked();
    assert.match(proof.answerTo(answer) ?? '', /"method":"prove"/);
  });

  it('does not read what is far longer than an answer: any program may send it, and reading it holds the page', () => {
    const { proof, answer } = asked();
    assert.equal(proof.answerTo(answer + ' '.repeat(1000)), undefined);
  });
});
