import assert from 'node:assert/strict';
import { readForwarded } from '../../../src/presentation/connection/forwarded';

describe('a port that is forwarded to the browser', () => {
  it('is taken where the relay answers: on loopback, without TLS', () => {
    assert.deepEqual(readForwarded('http://localhost:8080/'), { address: 'http://localhost:8080', port: 8080 });
    assert.deepEqual(readForwarded('http://127.0.0.1:23375'), { address: 'http://127.0.0.1:23375', port: 23_375 });
  });

  it('is left where it is, if VS Code’s own server on loopback leads there by a path', () => {
    assert.equal(readForwarded('http://127.0.0.1:8080/proxy/23375/'), 'beside');
  });

  for (const external of [
    'https://abc-23375.app.example.dev/',
    'https://localhost:8080/',
    'http://relay.example:8080/',
    'http://localhost/',
    'http://127.0.0.1.example:1/',
    'http://relay.example:8080/proxy/23375/',
    'no address',
  ]) {
    it(`is not taken as ${external}`, () => assert.equal(readForwarded(external), undefined));
  }
});
