import assert from 'node:assert/strict';
import type { RecordOf } from '../../src/protocol/records';
import { emit, learned } from './support/bridgeExpectations';
import type { Desk } from './support/bridgeRig';
import { BridgeSuite } from './support/bridgeSuite';

/**
 * What a widget does about an event, each with a call that says in its argument how it came about. `call` returns a
 * promise of the reply.
 */
const widget = `
  const call = (how) => new Promise((done) => genesys.wwe.service.sendMessage({ request: 'agent.get', parameters: [how] }, done, done));
  const target = document.createElement('i');
  target.addEventListener('own', () => call('nested'));
  const button = document.body.appendChild(document.createElement('button'));
  button.onclick = () => call('click');
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => call('port');
  call('start').then(() => call('reply'));
  function react() {
    call('handler').then(async () => { await null; call('reply of reply'); });
    Promise.resolve().then(() => call('promise'));
    (async () => { await 0; await null; call('await'); await new Promise((soon) => setTimeout(soon)); call('await of a timer'); })();
    queueMicrotask(() => queueMicrotask(() => queueMicrotask(() => call('microtasks'))));
    new MutationObserver(() => call('mutation')).observe(target, { attributes: true });
    target.title = 'changed';
    target.dispatchEvent(new Event('own'));
    setTimeout(() => { call('timer'); target.dispatchEvent(new Event('own-late')); });
    target.addEventListener('own-late', () => call('nested in a timer'), { once: true });
    fetch(location.origin + '/none.js').then(() => call('fetch'));
    port2.postMessage(0);
    throw new Error('the handler fails');
  }
  genesys.wwe.service.subscribe('agent', react);
  addEventListener('message', function once({ data }) {
    if (data.event !== 'agent') return;
    removeEventListener('message', once);
    call('raw listener');
  });
  addEventListener('message', (event) => {
    if (event.data.event !== 'agent') return;
    dispatchEvent(new MessageEvent('message', { data: { event: 'system', data: 'nested', userAgent: 'WWE Server' }, source: parent }));
    call('after a nested event');
    event.stopImmediatePropagation();
    Promise.resolve().then(() => call('last microtask'));
  });
  addEventListener('message', ({ data }) => data.event === 'system' && call('nested event'));
`;

describe('what brought a call of the widget about', () => {
  const suite = new BridgeSuite();

  /** The call that says so in its argument. */
  function callOf(how: string): Promise<RecordOf<'call'>> {
    return suite.tool.until(how, () => suite.tool.of('call').find(({ parameters }) => parameters?.[0] === how));
  }

  /** What a call refers to, in words. */
  async function originOf(how: string): Promise<string> {
    const { seq, cause, after } = await callOf(how);
    assert.ok(cause === undefined || after === undefined);
    const reference = cause ?? after;
    if (reference === undefined) return 'nothing';
    assert.ok('seq' in reference && reference.seq < seq);
    const record = suite.tool.records.find(({ record: one }) => one.seq === reference.seq)?.record;
    const replied = record?.kind === 'reply' ? record.callId : '';
    const to = suite.tool.of('call').find(({ callId }) => callId === replied);
    const text = record?.kind === 'event' ? record.name : `reply to ${String(to?.parameters?.[0])}`;
    return `${cause === undefined ? 'after' : 'caused by'} ${text}`;
  }

  async function open(): Promise<Desk> {
    suite.rig.site.add('causes', widget);
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'clientLibrary', 'causes'] });
    await learned(suite.tool);
    await callOf('reply');
    return desk;
  }

  it('is the event or the reply that is dispatched to the page, in all that runs before its end', async () => {
    const desk = await open();
    await emit(desk, 'agent', { type: 'READY' });
    for (const how of [
      ...['handler', 'promise', 'await', 'microtasks', 'mutation', 'nested'],
      ...['raw listener', 'after a nested event', 'last microtask'],
    ]) {
      assert.equal(await originOf(how), 'caused by agent', how);
    }
    assert.equal(await originOf('nested event'), 'caused by system');
    assert.equal(await originOf('reply'), 'caused by reply to start');
    assert.equal(await originOf('reply of reply'), 'caused by reply to handler');
    assert.equal(await originOf('start'), 'nothing');
    assert.equal(suite.tool.of('event').filter(({ name }) => name === 'agent').length, 1);
  });

  it('is nothing but what came before, for timers, requests and ports', async () => {
    const desk = await open();
    await emit(desk, 'agent', { type: 'READY' });
    for (const how of ['timer', 'nested in a timer', 'await of a timer', 'fetch', 'port']) {
      assert.match(await originOf(how), /^after /, how);
    }
  });

  it('is not what came before, when the user acts', async () => {
    const desk = await open();
    await desk.widget.click('button');
    assert.equal(await originOf('click'), 'nothing');
  });
});

describe('where in the code a call of the widget was made', () => {
  const suite = new BridgeSuite();

  /** Each of these calls says in its argument in which line and column it stands. */
  const calls = `const service = () => genesys.wwe.service;
service().sendMessage({ request: 'agent.get', parameters: ['2:11'] });
      service().interaction.setUserData('3:29', {}, () => {});
(function named() { service().agent.setState('4:37'); })();
[1].forEach(() => service().agent.setState('5:35'));
`;

  async function placesIn(before: string, tag = 'bridge'): Promise<{ desk: Desk; places: unknown[][] }> {
    suite.rig.site.add('before', before);
    suite.rig.site.add('calls', calls);
    const desk = await suite.rig.openDesk({ scripts: [tag, 'clientLibrary', 'before', 'calls'] });
    const own = () => suite.tool.of('call').filter(({ by }) => by === 'widget');
    await suite.tool.until('the calls', () => own().length === 4);
    return { desk, places: own().map(({ parameters, at }) => [parameters?.[0], at]) };
  }

  const expected = () =>
    ['2:11', '3:29', '4:37', '5:35'].map((place) => {
      const [line, column] = place.split(':').map(Number);
      return [place, { file: `${suite.rig.site.widgetOrigin}/calls.js`, line, column }];
    });

  it('is the place in the page’s own script, also where the library stands in between', async () => {
    const { places } = await placesIn('');
    assert.deepEqual(places, expected());
  });

  /** What a page can have done with its stacks; each is asked for it before and after. */
  const state = `JSON.stringify(['stackTraceLimit', 'prepareStackTrace'].map((key) => {
    const { get, value, ...rest } = Object.getOwnPropertyDescriptor(Error, key) || {};
    return [key, String(get), String(value), rest];
  }))`;
  const arrangements = {
    'one that wants no stacks': 'Error.stackTraceLimit = 0;',
    'one that wants all': 'Error.stackTraceLimit = Infinity;',
    'one without a limit': 'delete Error.stackTraceLimit;',
    'one that makes its own': `Error.prepareStackTrace = (error, frames) => { window.made = (window.made || 0) + 1; return 'of the page\\n' + frames.length; };`,
    'one with a getter for its own': `Object.defineProperty(Error, 'prepareStackTrace', { configurable: true, get: () => () => 'of the page' });`,
    'one that has its own for all functions': `Function.prototype.prepareStackTrace = () => 'of the page';`,
    'one that keeps its limit': `Object.defineProperty(Error, 'stackTraceLimit', { value: 30, writable: false, configurable: false });`,
  };
  for (const [name, script] of Object.entries(arrangements)) {
    it(`is told, and the page’s stacks stay as they were: ${name}`, async () => {
      const { desk, places } = await placesIn(`${script} window.stateBefore = ${state}; window.made = 0;`);
      assert.deepEqual(places, expected());
      assert.equal(
        await desk.widget.evaluate('window.made'),
        0,
        'no function of the page made a stack of the bridge’s',
      );
      assert.equal(await desk.widget.evaluate(state), await desk.widget.evaluate('window.stateBefore'));
      assert.deepEqual(suite.tool.of('notice'), []);
    });
  }

  const fixed = {
    'one that froze Error': `Error.prepareStackTrace = () => 'of the page'; Object.freeze(Error);`,
    'one that fixed a getter for its limit': `Object.defineProperty(Error, 'stackTraceLimit', { configurable: false, get: () => 0 });`,
  };
  for (const [name, script] of Object.entries(fixed)) {
    it(`is not told where the page keeps it from being read, and the call is: ${name}`, async () => {
      const { desk, places } = await placesIn(`${script} window.stateBefore = ${state};`);
      assert.deepEqual(
        places.map(([, at]) => at),
        [undefined, undefined, undefined, undefined],
      );
      assert.equal(await desk.widget.evaluate(state), await desk.widget.evaluate('window.stateBefore'));
    });
  }

  it('is not told where the script tag says so', async () => {
    suite.rig.tags.withoutPlaces = suite.rig.bridgeTag.replace('<script', '<script data-call-sites="off"');
    const { places } = await placesIn('', 'withoutPlaces');
    assert.deepEqual(
      places.map(([, at]) => at),
      [undefined, undefined, undefined, undefined],
    );
  });

  it('leaves out what stands behind the address of a script', async () => {
    suite.rig.tags.asked = `<script src="/calls.js?customer=secret#part"></script>`;
    suite.rig.site.add('calls', calls);
    await suite.rig.openDesk({ scripts: ['bridge', 'clientLibrary', 'asked'] });
    const call = await suite.tool.until('a call', () => suite.tool.of('call').find(({ by }) => by === 'widget'));
    assert.equal(call.at?.file, `${suite.rig.site.widgetOrigin}/calls.js`);
  });
});
