import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { sharedBrowser } from './support/sharedBrowser';
import type { RawWidget } from './widgets/rawWidget';
import { SimulatorRig, until } from './widgets/simulatorRig';

describe('the wire of the simulated Workspace', () => {
  let rig: SimulatorRig;
  let page: Page;
  let widget: RawWidget;
  let problems: string[];
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  beforeEach(async () => {
    ({ page, widget, problems } = await rig.openWithRawWidget());
  });
  afterEach(async () => {
    assert.deepEqual(problems, []);
    await rig.clear();
  });
  after(() => rig.stop());

  const bringIn = (media = 'voice') => page.evaluate((media) => window.workspace.bringIn({ media }), media);

  it('keeps a toast for as long as its widget says, however long', async () => {
    for (const autoCloseTimeout of [1e12, 2 ** 31, 3e9])
      await widget.call('system.popupToast', { title: 'T', autoCloseTimeout });
    await widget.call('system.popupToast', { title: 'Short', autoCloseTimeout: 1 });
    await page.waitForFunction(() => window.workspace.state().toasts.length === 3);
    await page.evaluate(() => window.workspace.addFault({ effect: 'replyLate', times: 1, delayMs: 2 ** 31 }));
    await widget.post({ request: 'agent.get', referenceId: 'late', userAgent: 'WWE Client', protocolVersion: 2 });
    await widget.ask('agent.getState');
    assert.ok(!(await widget.received()).some(({ referenceId }) => referenceId === 'late'));
  });

  describe('replies', () => {
    it('echo the reference id as it came, name Workspace and its protocol, and have no event', async () => {
      await widget.post({ request: 'agent.getState', referenceId: '007', userAgent: 'WWE Client', protocolVersion: 2 });
      await widget.post({ request: 'agent.getState', referenceId: 8, userAgent: 'WWE Client', protocolVersion: 2 });
      await widget.ask('agent.getState');
      const replies = await widget.received();
      assert.deepEqual(
        replies.map(({ referenceId }) => referenceId),
        ['007', 8, '0'],
      );
      for (const reply of replies) {
        assert.equal(reply.userAgent, 'WWE Server');
        assert.equal(reply.protocolVersion, 2);
        assert.ok(!('event' in reply));
      }
    });

    it('come in the order of the requests', async () => {
      const ids = Array.from({ length: 50 }, (_, place) => `r${place}`);
      await widget.frame.evaluate((ids) => {
        for (const referenceId of ids) {
          window.wire.post({ request: 'media.getMediaList', referenceId, userAgent: 'WWE Client' });
        }
      }, ids);
      await widget.ask('agent.get');
      assert.deepEqual(
        (await widget.received()).slice(0, 50).map(({ referenceId }) => referenceId),
        ids,
      );
    });

    it('come before the events of what was asked for', async () => {
      const id = await bringIn();
      await widget.subscribe('interaction');
      await widget.ask('interaction.accept', id);
      await widget.events('interaction');
      const [, reply, event] = await widget.received();
      assert.equal(reply?.referenceId, '1');
      assert.equal(event?.event, 'interaction');
    });

    it('tell what is unknown or impossible', async () => {
      const id = await bringIn();
      assert.match(await widget.refusal('interaction.dance'), /interaction\.dance/);
      assert.match(await widget.refusal('interaction.accept', '99'), /99/);
      assert.match(await widget.refusal('interaction.accept'), /interactionId/);
      await widget.call('interaction.accept', id);
      assert.match(await widget.refusal('interaction.accept', id), /TALKING/);
    });

    it('are not sent for what has no reference id or is not of the wire', async () => {
      await widget.post({ request: 'agent.get', userAgent: 'WWE Client' });
      await widget.post({ request: 'agent.get', referenceId: '5' });
      await widget.post({ request: 17, referenceId: '6', userAgent: 'WWE Client' });
      await widget.post({ referenceId: '7', data: 1, userAgent: 'WWE Server' });
      await widget.post('agent.get');
      await widget.post(null);
      await widget.ask('agent.get');
      assert.equal((await widget.received()).length, 1);
      const ignored = await page.evaluate(() => window.workspace.messages().filter(({ kind }) => kind === 'ignored'));
      assert.deepEqual(
        ignored.map(({ name }) => name),
        ['no userAgent of the client library', 'neither a request nor a subscription'],
      );
    });
  });

  describe('events', () => {
    it('come only to who subscribed, by a name or by a list of names', async () => {
      await bringIn();
      assert.deepEqual(await widget.events('interaction'), []);
      await widget.subscribe(['interaction', 'agent']);
      await widget.subscribe('media');
      await bringIn();
      await widget.call('agent.setState', 'NotReady');
      assert.deepEqual(await widget.eventTypes(), ['RINGING']);
      assert.equal((await widget.events('agent')).length, 1);
      assert.ok((await widget.events('media')).length > 0);
      assert.deepEqual(await widget.events('system'), []);
    });

    it('come once to a window that subscribed twice, and end with its last subscription', async () => {
      await bringIn();
      const first = await widget.subscribe('interaction');
      const second = await widget.subscribe(['interaction', 'agent']);
      await bringIn();
      assert.deepEqual(await widget.eventTypes(), ['RINGING']);
      await widget.send({ event: 'unsubscribe', data: first });
      await bringIn();
      assert.deepEqual(await widget.eventTypes(), ['RINGING', 'RINGING']);
      const reply = await widget.send({ event: 'unsubscribe', data: second });
      assert.equal(reply.errorMessage, undefined);
      await bringIn();
      assert.equal((await widget.eventTypes()).length, 2);
    });

    it('bear no reference id', async () => {
      await widget.subscribe('interaction');
      await bringIn();
      await widget.events('interaction');
      const event = (await widget.received()).find(({ event }) => event !== undefined);
      assert.ok(event !== undefined && !('referenceId' in event));
      assert.deepEqual([event.userAgent, event.protocolVersion], ['WWE Server', 2]);
    });

    it('and replies are for the origins that the administrator accepts', async () => {
      await widget.subscribe('interaction');
      await page.evaluate(() => window.workspace.configure({ acceptedOrigins: 'http://elsewhere' }));
      const id = await bringIn();
      assert.match(await widget.refusal('interaction.accept', id), /origin/);
      const { errorMessage } = await widget.send({ event: 'subscribe', data: 'agent' });
      assert.match(errorMessage ?? '', /origin/);
      assert.equal((await widget.received()).filter(({ event }) => event !== undefined).length, 0);
    });
  });

  it('carries a subscription of a client library, of one name or of several', async () => {
    await page.evaluate((address) => window.workspace.addWidget(address), rig.widget('library.html'));
    const { frame } = await rig.rawWidget(page, 'library.html');
    await frame.evaluate('subscribed');
    const id = await bringIn();
    await page.evaluate((id) => window.workspace.act({ do: 'accept', interactionId: id }), id);
    await widget.call('agent.setState', 'NotReady');
    await until(frame, 'heard.includes("agent NOT_READY")');
    const heard: unknown = await frame.evaluate('heard.filter((name) => !name.startsWith("media"))');
    assert.deepEqual(heard, [
      'interaction RINGING',
      'interaction CASE_SELECTED',
      'interaction ESTABLISHED',
      'agent NOT_READY',
    ]);
    assert.ok(await frame.evaluate('heard.includes("media voice")'));
  });

  it('carries the subscription of an older client library, in a bundle, and its end', async () => {
    await page.evaluate((address) => window.workspace.addWidget(address), rig.widget('bundled.html'));
    const { frame } = await rig.rawWidget(page, 'bundled.html');
    await frame.evaluate(() => window.widget.call('agent.get'));
    await bringIn();
    await until(frame, 'widget.heard.length === 2');
    assert.deepEqual(await frame.evaluate(() => window.widget.heard), [
      'interaction RINGING',
      'interaction CASE_SELECTED',
    ]);
    await frame.evaluate(() => window.widget.stop());
    await frame.evaluate(() => window.widget.call('agent.get'));
    await bringIn('chat');
    await frame.evaluate(() => window.widget.call('agent.get'));
    assert.equal(await frame.evaluate(() => window.widget.heard.length), 2);
  });
});
