import assert from 'node:assert/strict';
import { isOnThisMachine, readKey, readRelayAddress } from '../../../src/presentation/connection/relayAddress';
import { httpAddress, scriptTag, simulatorAddress } from '../../../src/presentation/connection/scriptTag';

describe('the addresses', () => {
  it('carry the page key in an attribute or a fragment only', () => {
    const key = 'k'.repeat(43);
    const tag = scriptTag('http://127.0.0.1:23375', key);
    assert.equal(tag, `<script src="http://127.0.0.1:23375/bridge.js" data-key="${key}"></script>`);
    const address = new URL(
      simulatorAddress(
        'http://127.0.0.1:23375',
        { key },
        {
          widgets: ['http://localhost:1/?a=b&c', 'http://x/'],
          theme: 'dark',
        },
      ),
    );
    assert.equal(address.hash, `#key=${key}`);
    assert.deepEqual(address.searchParams.getAll('widget'), ['http://localhost:1/?a=b&c', 'http://x/']);
    assert.equal(address.searchParams.get('theme'), 'dark');
    assert.equal(simulatorAddress('http://127.0.0.1:1', { key }), `http://127.0.0.1:1/workspace#key=${key}`);
    assert.equal(
      simulatorAddress('http://127.0.0.1:1', { simulatorKey: key }),
      `http://127.0.0.1:1/workspace#simulatorKey=${key}`,
    );
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
    const keys = { toolKey: 't'.repeat(43), pageKey: 'p'.repeat(43) };
    const announced = JSON.stringify({ relay: 'ws://127.0.0.1:7', ...keys, more: 1 });
    assert.deepEqual(readRelayAddress(announced), { url: 'ws://127.0.0.1:7/tool', ...keys });
    for (const text of ['', '127.0.0.1:5000', 'ftp://x', '{"relay":1}', '{', 'ws://relay.example']) {
      assert.ok('problem' in readRelayAddress(text), text);
    }
  });
});

describe('the key of a relay', () => {
  const key = 'Ab-c_'.padEnd(43, '1');

  it('is taken as it was copied, with space around it', () => {
    assert.deepEqual(readKey(` ${key}\n`), { value: key });
  });

  for (const text of ['', '  ', `key ${key}`, `${key},`, key.slice(1), 'ключ']) {
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.ok('problem' in readKey(text));
      const announced = JSON.stringify({ relay: 'ws://127.0.0.1:1/tool', toolKey: text });
      assert.ok('problem' in readRelayAddress(announced));
    });
  }
});
