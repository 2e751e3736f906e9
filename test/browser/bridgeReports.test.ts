import assert from 'node:assert/strict';
import { errorCodes, RpcError } from '../../src/protocol/errors';
import { emit, ended, learned, requestsFrom, twoSubscriptions, send } from './support/bridgeExpectations';
import { BridgeSuite, libraryWidget } from './support/bridgeSuite';
import type { BridgeTool } from './support/bridgeTool';

/** The widget's own calls, each with how it ended, in the order in which they were made. */
function widgetCalls(tool: BridgeTool) {
  const replies = tool.of('reply');
  return tool
    .of('call')
    .filter(({ by }) => by === 'widget')
    .map(({ callId, service, parameters }) => [
      service,
      parameters,
      ...replies.filter((reply) => reply.callId === callId).map(({ outcome, data }) => [outcome, data]),
    ]);
}

describe('what the bridge reports', () => {
  const suite = new BridgeSuite();

  it('is a page with its title and address, without query and fragment', async () => {
    await suite.rig.openDesk(libraryWidget);
    const { title, location, place, origin } = await suite.tool.page();
    assert.equal(title, 'A widget');
    assert.match(location, /^http:\/\/localhost:\d+\/widget-\d+$/);
    assert.deepEqual([place, origin], ['widget', suite.rig.site.widgetOrigin]);
  });

  it('is told under its new title when that changes, whatever the page puts in its place', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    const { page } = await suite.tool.page();
    const changes = [
      `document.title = 'First view'`,
      `document.head.innerHTML = '<title>Second view</title>'`,
      `document.querySelector('title').firstChild.data = 'Third view'`,
      `document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body')); document.title = 'Fourth view'`,
    ];
    for (const [at, change] of changes.entries()) {
      await desk.widget.evaluate(change);
      const title = `${['First', 'Second', 'Third', 'Fourth'][at] ?? ''} view`;
      await suite.tool.until(title, () => suite.tool.pages.get(page)?.title === title);
    }
    assert.equal(suite.tool.pages.size, 1);
  });

  it('is the desk, learned once', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    const records = suite.tool.of('desk');
    assert.deepEqual(
      records.find(({ whole }) => whole)?.interactions?.map(({ interactionId }) => interactionId),
      ['1', '2'],
    );
    assert.deepEqual(records.find(({ agent }) => agent !== undefined)?.agent, { username: 'kim' });
    assert.ok(Array.isArray(records.find(({ media }) => media !== undefined)?.media));
    assert.deepEqual(await requestsFrom(desk, 'nested'), [
      ...twoSubscriptions,
      'interaction.getInteractions',
      'agent.get',
      'media.getMediaList',
      'system.getAllowedServices',
    ]);
    assert.deepEqual(await requestsFrom(desk, 'widget'), []);
  });

  it('says which service is refused and why', async () => {
    await suite.rig.openDesk(libraryWidget, { told: { refuse: 'agent.get' } });
    await learned(suite.tool);
    const refused = suite.tool.of('desk').findLast((record) => record.refused !== undefined);
    assert.deepEqual(refused?.refused, { 'agent.get': 'agent.get is not allowed' });
  });

  it('has every call of the widget with its arguments, and how it ended', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await desk.widget.evaluate('run()');
    await suite.tool.until('the last reply', () => {
      const last = suite.tool.of('call').findLast(({ by }) => by === 'widget');
      return last?.service === 'test.emit' && suite.tool.of('reply').some(({ callId }) => callId === last.callId);
    });
    const kim = ['succeeded', { username: 'kim' }];
    const done = ['succeeded', undefined];
    assert.deepEqual(widgetCalls(suite.tool), [
      ['subscribe', [['agent', 'interaction', 'messenger:desk']], ['succeeded', 1]],
      ['agent.get', undefined, kim],
      ['interaction.setUserData', ['1', { note: 'from the widget' }], done],
      ['test.refuse', undefined, ['failed', undefined]],
      [
        'test.emit',
        [
          ['interaction', { eventType: 'HELD' }],
          ['messenger:desk', { hello: 1 }],
        ],
        done,
      ],
      [
        'test.emit',
        [
          ['agent', { type: 'READY' }],
          ['agent', { type: 'READY' }],
        ],
        done,
      ],
      ['test.message', ['wwe says so'], done],
      ['test.message', [{ userAgent: 'WWE Server', unheardOf: true }], done],
      ['agent.get', undefined, kim],
      ['agent.get', undefined, kim],
      ['voice.hold', [{ cannot: '[function]' }], ['notSent', undefined]],
      ['unsubscribe', [1], done],
      ['agent.get', undefined, kim],
      ['test.emit', [['agent', { type: 'NOT_READY' }]], done],
    ]);
    assert.equal((await ended(suite.tool, 'test.refuse', 'failed')).errorMessage, 'not today');
    assert.match((await ended(suite.tool, 'voice.hold', 'notSent')).errorMessage ?? '', /DataCloneError/);
  });

  it('has every event once, though widget and bridge both subscribed, and other messages as they are', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await desk.widget.evaluate('run()');
    await suite.tool.until('the last event', () =>
      suite.tool.of('event').find(({ data }) => JSON.stringify(data) === '{"type":"NOT_READY"}'),
    );
    const what = suite.tool.of('event').map(({ name, data }) => [name, data]);
    assert.equal(JSON.stringify(what[0]?.[1]).includes('ATTACHED_DATA_CHANGED'), true);
    assert.deepEqual(what.slice(1), [
      ['interaction', { eventType: 'HELD' }],
      ['messenger:desk', { hello: 1 }],
      ['agent', { type: 'READY' }],
      ['agent', { type: 'READY' }],
      ['agent', { type: 'NOT_READY' }],
    ]);
    assert.deepEqual(
      suite.tool.of('message').map(({ data }) => data),
      ['wwe says so', { userAgent: 'WWE Server', unheardOf: true }],
    );
  });

  it('leaves the events of interactions to the widget while that has subscribed to them', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    const own = () =>
      suite.tool.of('call').filter(({ by, service }) => by === 'bridge' && service.endsWith('subscribe'));
    await desk.widget.evaluate(`genesys.wwe.service.subscribe('interaction', (window.heard = () => undefined))`);
    await ended(suite.tool, 'unsubscribe', 'succeeded');
    await emit(desk, 'interaction', { eventType: 'HELD' });
    await desk.widget.evaluate('genesys.wwe.service.unsubscribe(heard)');
    await suite.tool.until('the subscription', () => own().at(3));
    await emit(desk, 'interaction', { eventType: 'RETRIEVED' });
    await suite.tool.until('both events', () => suite.tool.of('event').at(1));
    assert.deepEqual(
      suite.tool.of('event').map(({ data }) => data),
      [{ eventType: 'HELD' }, { eventType: 'RETRIEVED' }],
    );
    assert.deepEqual(
      own()
        .map(({ service }) => service)
        .slice(2),
      ['unsubscribe', 'subscribe'],
    );
    const order = (await desk.received())
      .filter(({ event }) => event?.endsWith('subscribe'))
      .map(({ from, event }) => `${from} ${event ?? ''}`);
    assert.deepEqual(order.slice(-2), ['nested subscribe', 'widget unsubscribe'], 'no event gets lost in between');
  });

  it('has events to which the widget did not subscribe', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await emit(desk, 'outbound', { eventType: 'CampaignLoaded' });
    const event = await suite.tool.until('the event', () => suite.tool.of('event').at(0));
    assert.deepEqual([event.name, event.data], ['outbound', { eventType: 'CampaignLoaded' }]);
  });

  it('has the time-out of a call that got no reply, and the reply that came too late', async () => {
    const desk = await suite.rig.openDesk(libraryWidget, { falseClock: true });
    await learned(suite.tool);
    await send(desk, 'test.never');
    await send(desk, 'test.late');
    await desk.page.clock.runFor(10_000);
    for (const service of ['test.never', 'test.late']) {
      const { durationMs } = await ended(suite.tool, service, 'timedOut');
      assert.ok(durationMs >= 10_000 && durationMs < 10_500, `after 10 s: ${durationMs}`);
    }
    await desk.page.clock.runFor(2_000);
    const late = await ended(suite.tool, 'test.late', 'late');
    assert.equal(late.data, 'at last');
    assert.ok(late.durationMs >= 10_000, `after the time-out: ${late.durationMs}`);
  });

  it('has replies to requests that it could not see, as messages', async () => {
    const desk = await suite.rig.openDesk({ scripts: ['watched', 'bridge', 'rawWidget'] });
    await learned(suite.tool);
    await desk.widget.evaluate('run()');
    const refused = await suite.tool.until('the last reply', () =>
      suite.tool.of('message').find(({ data }) => JSON.stringify(data).includes('raw-3')),
    );
    assert.deepEqual(refused.data, {
      referenceId: 'raw-3',
      errorMessage: 'not today',
      userAgent: 'WWE Server',
      protocolVersion: 2,
    });
    assert.equal(suite.tool.of('message').length, 4);
    assert.deepEqual(
      suite.tool.of('event').map(({ data }) => data),
      [{ type: 'READY' }],
    );
  });

  it('asks again once, shortly after, when events say that something changed but not what', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    for (const type of ['READY', 'NOT_READY', 'READY']) await emit(desk, 'agent', { type });
    await emit(desk, 'interaction', { eventType: 'HELD', interactionId: '1' });
    await emit(desk, 'interaction', { eventType: 'CASE_SELECTED', selectedCaseId: 'case-2' });
    await suite.tool.until('both questions', () => suite.tool.of('call').length >= 8);
    assert.deepEqual((await requestsFrom(desk, 'nested')).slice(6).sort(), [
      'agent.get',
      'interaction.getInteractions',
    ]);
  });

  it('asks again after a call that changed something of which no event told, and not after one of which it did', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await send(desk, 'interaction.setUserData', '1', { key: 'value' });
    await ended(suite.tool, 'interaction.setUserData', 'succeeded');
    await send(desk, 'interaction.markdone', '2');
    await suite.tool.until('the shorter list', () =>
      suite.tool.of('desk').find(({ whole, interactions }) => whole && interactions?.length === 1),
    );
    assert.deepEqual((await requestsFrom(desk, 'nested')).slice(6), ['interaction.getInteractions']);
  });

  it('is described to a tool that comes later, without asking Workspace', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await send(desk, 'interaction.setUserData', '1', { account: '43' });
    await ended(suite.tool, 'interaction.setUserData', 'succeeded');
    const second = await suite.rig.tool();
    const described = await second.until('the description', () =>
      second.of('desk').find((record) => JSON.stringify(record).includes('"account":"43"')),
    );
    assert.equal(described.whole, true);
    assert.equal((await requestsFrom(desk, 'nested')).length, 6);
  });
});

describe('a call that a tool makes through the bridge', () => {
  const suite = new BridgeSuite();

  it('succeeds with the data of the reply, and the widget notices nothing', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    const { outcome, data } = await suite.tool.invoke('agent.get');
    assert.deepEqual([outcome, data], ['succeeded', { username: 'kim' }]);
    assert.deepEqual(await desk.widget.evaluate('window.seen'), []);
  });

  it('has its records before its outcome', async () => {
    await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    for (let made = 1; made <= 20; made++) {
      await suite.tool.invoke('agent.get');
      const calls = suite.tool.of('call').filter(({ by }) => by === 'tool');
      assert.equal(calls.length, made);
      assert.ok(suite.tool.of('reply').some(({ callId }) => callId === calls.at(-1)?.callId));
    }
  });

  it('passes its arguments on', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await suite.tool.invoke('interaction.setUserData', ['2', { from: 'a tool' }]);
    const sent = (await desk.received()).find(({ request }) => request === 'interaction.setUserData');
    assert.deepEqual(sent?.parameters, ['2', { from: 'a tool' }]);
  });

  it('bears the frame id that Workspace gave the bridge’s own window, which the widget’s does not', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await desk.page.evaluate(`subscriptions[0].source.postMessage({ userAgent: 'WWE Server', frameId: 'F7' }, '*')`);
    await suite.tool.until('the message', () => suite.tool.of('message').at(0));
    await suite.tool.invoke('agent.get');
    await send(desk, 'agent.get');
    // The bridge called the same service before.
    await suite.tool.until('the end of the widget’s call', () =>
      suite.tool.of('reply').find(({ callId, service }) => callId.startsWith('widget-') && service === 'agent.get'),
    );
    const [ours, widgets] = (await desk.received()).slice(-2);
    assert.deepEqual(
      [ours?.from, ours?.frameId, widgets?.from, widgets?.frameId],
      ['nested', 'F7', 'widget', undefined],
    );
  });

  it('fails with the error message of the reply', async () => {
    await suite.rig.openDesk(libraryWidget);
    const { outcome, errorMessage } = await suite.tool.invoke('test.refuse');
    assert.deepEqual([outcome, errorMessage], ['failed', 'not today']);
  });

  it('times out after the time that the tool gives it', async () => {
    await suite.rig.openDesk(libraryWidget);
    // The time counts also while the bridge does not know yet how to reach Workspace.
    await learned(suite.tool);
    assert.equal((await suite.tool.invoke('test.never', undefined, 30)).outcome, 'timedOut');
  });

  it('is not sent from a page outside Workspace, which says why', async () => {
    await suite.rig.open(suite.rig.site.widget(libraryWidget));
    await assert.rejects(
      () => suite.tool.invoke('agent.get'),
      (error) => error instanceof RpcError && error.code === errorCodes.notSent,
    );
    const notice = await suite.tool.until('the notice', () => suite.tool.of('notice').at(0));
    assert.match(notice.text, /not inside Workspace\. Open it there/);
  });
});
