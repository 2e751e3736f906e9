import assert from 'node:assert/strict';
import { isOnThisMachine, readKey, readRelayAddress } from '../../../../src/session/presentation/relayAddress';
import { httpAddress, scriptTag, simulatorAddress } from '../../../../src/session/presentation/scriptTag';

describe('the addresses', () => {
  it('carry the page key in an attribute or a fragment only', () => {
    const key = 'k'.repeat(43);
    const tag = scriptTag('http://127.0.0.1:23375', key);
    assert.equal(tag, `<script src="http://127.0.0.1:23375/bridge.js" data-key="${key}"></script>`);
    const address = new URL(
      simulatorAddress('http://127.0.0.1:23375', key, ['http://localhost:1/?a=b&c', 'http://x/']),
    );
    assert.equal(address.hash, `#key=${key}`);
    assert.deepEqual(address.searchParams.getAll('widget'), ['http://localhost:1/?a=b&c', 'http://x/']);
    assert.equal(simulatorAddress('http://127.0.0.1:1', key, []), `http://127.0.0.1:1/workspace#key=${key}`);
    assert.equal(httpAddress('wss://relay.example/tool'), 'https://relay.example');
    assert.equal(httpAddress('nonsense'), undefined);
  });

  it('tell relays on this machine from those elsewhere', () => {
    const here = ['ws://127.0.0.1:1/tool', 'wss://localhost/tool'];
    const elsewhere = ['wss://relay.example/tool', 'wss://127.0.0.1.example/tool', 'ws://localhost@relay.example', 'x'];
    assert.deepEqual([...here, ...elsewhere].filter(isOnThisMachine), here);
  });

  it('of a relay are read as typed or as the relay announced itself', () => {
    assert.deepEqual(readRelayAddress(' http://127.0.0.1:5000/ '), { url: 'ws://127.0.0.1:5000/tool' });
    assert.deepEqual(readRelayAddress('wss://relay.example:99/any/path'), { url: 'wss://relay.example:99/tool' });
    assert.deepEqual(readRelayAddress('{"relay":"ws://127.0.0.1:7","toolKey":"t","pageKey":"p","more":1}'), {
      url: 'ws://127.0.0.1:7/tool',
      toolKey: 't',
      pageKey: 'p',
    });
    for (const text of ['', '127.0.0.1:5000', 'ftp://x', '{"relay":1}', '{', 'ws://relay.example']) {
      assert.ok('problem' in readRelayAddress(text), text);
    }
  });
});

describe('the key of a relay', () => {
  it('is taken as it was copied, with space around it', () => {
    assert.deepEqual(readKey(' Ab-c_1\n'), { value: 'Ab-c_1' });
  });

  for (const text of ['', '  ', 'key Ab-c_1', 'Ab-c_1,', 'ключ']) {
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.ok('problem' in readKey(text));
      const announced = JSON.stringify({ relay: 'ws://127.0.0.1:1/tool', toolKey: text });
      assert.ok('problem' in readRelayAddress(announced));
    });
  }
});
