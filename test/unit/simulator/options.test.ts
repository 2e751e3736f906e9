import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import { listAllows } from '../../../src/simulator/desk/access/keyFilter';
import { acceptsOrigin, allowedServices, allowsService } from '../../../src/simulator/desk/access/origins';
import { PlayedDesk, caller } from './playedDesk';

const reference = 'http://my-server, http://s2 (agent.*, voice.dial)';

describe('accepted-web-content-origins', () => {
  it('lets in the origins that are named, and nobody where it is empty', () => {
    assert.equal(acceptsOrigin(reference, 'http://my-server'), true);
    assert.equal(acceptsOrigin(reference, 'http://s2'), true);
    for (const other of ['http://my-server.evil', 'https://my-server', 'http://s', 'null', '']) {
      assert.equal(acceptsOrigin(reference, other), false, other);
    }
    assert.equal(acceptsOrigin('', 'http://my-server'), false);
    assert.equal(acceptsOrigin('*', 'http://anyone'), true);
  });

  it('gives an origin the services of its list, or all but the token', () => {
    assert.equal(allowsService(reference, 'http://s2', 'agent.setState'), true);
    assert.equal(allowsService(reference, 'http://s2', 'voice.dial'), true);
    assert.equal(allowsService(reference, 'http://s2', 'voice.dialEx'), false);
    assert.equal(allowsService(reference, 'http://my-server', 'voice.dialEx'), true);
    for (const accepted of ['*', '* (*)', '* (auth.*)']) {
      assert.equal(allowsService(accepted, 'http://x', 'auth.getJwtToken'), false, accepted);
    }
    assert.equal(allowsService('* (auth.getJwtToken)', 'http://x', 'auth.getJwtToken'), true);
  });

  it('is what system.getAllowedServices answers', () => {
    assert.deepEqual(allowedServices(reference, 'http://s2'), [
      'agent.get',
      'agent.getStateList',
      'agent.getState',
      'agent.setState',
      'voice.dial',
    ]);
    const all = new PlayedDesk().data('system.getAllowedServices') as string[];
    const missing = catalogue.map(serviceName).filter((name) => !all.includes(name));
    assert.deepEqual(missing, ['auth.getJwtToken']);
  });

  it('makes the desk refuse others, and says what to do', () => {
    const played = new PlayedDesk({ acceptedOrigins: reference });
    assert.match(played.error('agent.get'), /http:\/\/widget\.example may not use/);
    assert.equal(played.desk.accepts({ origin: 'http://s2' }), true);
    assert.deepEqual(played.desk.call('voice.dialEx', ['1', {}, {}], caller('w', 'http://s2')), {
      errorMessage: 'The service voice.dialEx is not allowed for http://s2: name it in accepted-web-content-origins.',
    });
  });

  it('and the rate limit do not bind the bridge that the page brought in', () => {
    const played = new PlayedDesk({ acceptedOrigins: reference, rateLimit: 1 });
    const bridge = { ...caller('bridge', 'http://127.0.0.1'), isBridge: true } as const;
    assert.equal(played.desk.accepts(bridge), true);
    for (let call = 0; call < 3; call++) {
      assert.deepEqual(played.desk.call('interaction.getInteractions', [], bridge), { data: [] });
    }
  });

  it('holds no origin that it was not given, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.webUrl(), (accepted, url) => {
        const { origin } = new URL(url);
        fc.pre(!accepted.includes('*') && !accepted.includes(origin));
        assert.equal(acceptsOrigin(accepted, origin), false);
      }),
    );
  });
});

describe('A list of allowed keys', () => {
  it('takes names, and a star for the rest of one', () => {
    assert.equal(listAllows('*', 'anything'), true);
    assert.equal(listAllows('a, b*', 'a'), true);
    assert.equal(listAllows('a, b*', 'bcd'), true);
    assert.equal(listAllows('a, b*', 'ab'), false);
    assert.equal(listAllows('', ''), false);
  });
});

describe('The rate limit', () => {
  it('puts a widget that asks too often into quarantine, in which requests are ignored, and lets it out again', () => {
    const played = new PlayedDesk({ rateLimit: 3, quarantineDelay: 30 });
    for (let count = 0; count < 3; count += 1) played.data('agent.get');
    assert.equal(played.call('agent.get'), undefined);
    assert.equal(played.desk.state.quarantined.has('w1'), true);
    assert.deepEqual(played.desk.call('agent.getState', [], caller('w2')) !== undefined, true);
    played.time.pass(29_999);
    assert.equal(played.call('agent.get'), undefined);
    played.time.pass(1);
    assert.notEqual(played.call('agent.get'), undefined);
    assert.equal(played.desk.state.quarantined.size, 0);
  });

  it('counts within a minute', () => {
    const played = new PlayedDesk({ rateLimit: 2 });
    for (let minutes = 0; minutes < 5; minutes += 1) {
      played.data('agent.get');
      played.data('agent.get');
      played.time.pass(60_000);
    }
  });

  it('may be for one service', () => {
    const played = new PlayedDesk({ rateLimits: { 'agent.get': 1 } });
    for (let count = 0; count < 10; count += 1) played.data('agent.getState');
    played.data('agent.get');
    assert.equal(played.call('agent.get'), undefined);
  });

  it('is for ever with a delay of 0, until somebody lets the widget out', () => {
    const played = new PlayedDesk({ rateLimit: 1, quarantineDelay: 0 });
    played.data('agent.get');
    assert.equal(played.call('agent.get'), undefined);
    played.time.pass(1e12);
    assert.equal(played.call('agent.get'), undefined);
    played.desk.releaseFromQuarantine('w1');
    assert.notEqual(played.call('agent.get'), undefined);
  });

  it('does nothing in quarantine', () => {
    const played = new PlayedDesk({ rateLimit: 1 });
    const id = played.world({ happens: 'inbound', media: 'voice' });
    played.data('agent.get');
    played.call('voice.answer', id);
    assert.equal(played.state(id), 'RINGING');
  });
});
