import assert from 'node:assert/strict';
import { stripPayloads } from '../../../../src/relay/fastPath/stripPayloads';

describe('an abridged frame', () => {
  it('does not make a value of what stands behind one', () => {
    const filler = 'x'.repeat(1000);
    for (const behind of ['e9', '.5', '1', 'null']) {
      const frame = `{"jsonrpc":"2.0","method":"records","params":{"page":"page-0001","epoch":1,"records":[{"kind":"event","seq":1,"time":0,"data":"${filler}"${behind}}]}}`;
      assert.throws(() => JSON.parse(stripPayloads(frame)), SyntaxError, behind);
    }
  });
});
