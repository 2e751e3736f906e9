import assert from 'node:assert/strict';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig, until } from './widgets/simulatorRig';

describe('the bridge that the simulated Workspace brings', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  const openWithKey = (query: Record<string, string>) => rig.open(rig.address(query) + rig.keyFragment);

  it('connects with the key of the address, which is seen no more', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    const { place } = await tool.page();
    assert.equal(place, 'simulator');
    assert.ok(!page.url().includes('key'), page.url());
  });

  it('comes back with a reload', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    const { epoch } = await tool.page();
    await page.reload();
    await tool.until('the next load', () => [...tool.pages.values()].some((one) => one.epoch > epoch));
    assert.ok(!page.url().includes('key'), page.url());
  });

  it('does not come without a key', async () => {
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }));
    await rig.rawWidget(page, 'raw.html');
    assert.deepEqual(
      page.frames().filter((frame) => frame.url().includes('/bridge')),
      [],
    );
  });

  it('reports what widgets call, with reply and duration, and nothing of its own as theirs', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    const widget = await rig.rawWidget(page, 'raw.html');
    const id = await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await widget.call('interaction.accept', id);
    await widget.refusal('interaction.accept', id);
    const replies = await tool.until('both replies', () => {
      const found = tool.of('reply').filter(({ service }) => service === 'interaction.accept');
      return found.length === 2 && found;
    });
    assert.deepEqual(
      replies.map(({ outcome }) => outcome),
      ['succeeded', 'failed'],
    );
    assert.match(replies[1]?.errorMessage ?? '', /TALKING/);
    for (const { durationMs } of replies) assert.ok(durationMs >= 0 && durationMs < 1000);
    const calls = tool.of('call').filter(({ by, service }) => by === 'widget' && service !== 'subscribe');
    assert.deepEqual(
      calls.map(({ service, parameters }) => ({ service, parameters })),
      [
        { service: 'interaction.accept', parameters: [id] },
        { service: 'interaction.accept', parameters: [id] },
      ],
    );
    assert.ok(calls.every(({ widget: name }) => name?.startsWith('raw.html')));
  });

  it('lets a tool act, and tells it of every event', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    await tool.until('the desk', () => tool.of('desk').find(({ whole }) => whole));
    await page.getByRole('button', { name: 'Inbound call', exact: true }).click();
    await tool.until('the ring', () => tool.of('event').find(({ name }) => name === 'interaction'));
    const result = await tool.invoke('interaction.accept', ['1']);
    assert.equal(result.outcome, 'succeeded');
    await page.getByRole('button', { name: 'Hold' }).waitFor();
    assert.deepEqual(
      await page.evaluate(() => window.workspace.messages().filter(({ kind }) => kind === 'request')),
      [],
    );
  });

  it('tells a tool also of events that only widgets subscribe to, once each', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    const widget = await rig.rawWidget(page, 'raw.html');
    await tool.until('the desk', () => tool.of('desk').find(({ whole }) => whole));
    await widget.subscribe(['messenger:orders', 'interaction']);
    const result = await tool.invoke('messenger.broadcastMessage', ['orders', { number: 1 }]);
    assert.equal(result.outcome, 'succeeded');
    await tool.invoke('messenger.broadcastMessage', ['orders', { number: 2 }]);
    await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await tool.until('the ring', () => tool.of('event').find(({ name }) => name === 'interaction'));
    const messages = await tool.until('both messages', () => {
      const found = tool.of('event').filter(({ name }) => name === 'messenger:orders');
      return found.length >= 2 && found;
    });
    assert.deepEqual(
      messages.map(({ data }) => data),
      [{ number: 1 }, { number: 2 }],
    );
  });

  it('sees everything also where the administrator accepts only the widget', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    await tool.until('the desk', () => tool.of('desk').find(({ whole }) => whole));
    await page.evaluate(
      (origin) => window.workspace.configure({ acceptedOrigins: origin }),
      new URL(rig.widget('raw.html')).origin,
    );
    const id = await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await tool.until('the ring', () => tool.of('event').find(({ name }) => name === 'interaction'));
    assert.equal((await tool.invoke('interaction.accept', [id])).outcome, 'succeeded');
  });

  it('is the only one, also for a widget that has the script tag of its own', async () => {
    rig.site.add('tagged.html', `<!doctype html><script>document.title = location.search</script>${rig.scriptTag}`);
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('tagged.html') });
    const frame = await rig.frame(page, (url) => url.includes('/tagged.html'));
    await until(frame, 'document.readyState === "complete"');
    await tool.until('the desk', () => tool.of('desk').find(({ whole }) => whole));
    // By itself it asks to be let in, as a page of an origin that is not allowed.
    await rig.open(`${rig.widget('tagged.html')}?alone`);
    await tool.until('the question', () => tool.refusals.some(({ title }) => title === '?alone'));
    assert.equal(tool.refusals.length, 1);
    assert.deepEqual(
      [...tool.pages.values()].map(({ place }) => place),
      ['simulator'],
    );
  });

  it('is missing without a key, and then a widget with the script tag speaks for itself', async () => {
    rig.site.add('tagged.html', `<!doctype html><script>document.title = location.search</script>${rig.scriptTag}`);
    const tool = await rig.tool();
    await rig.open(rig.address({ widget: `${rig.widget('tagged.html')}?here` }));
    await tool.until('the question', () => tool.refusals.some(({ title }) => title === '?here'));
  });

  it('reports a call that got no reply as timed out', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    const widget = await rig.rawWidget(page, 'raw.html');
    await page.clock.install();
    await page.evaluate(() => window.workspace.addFault({ effect: 'replyNever', name: 'agent.get', times: 1 }));
    await widget.post({ request: 'agent.get', referenceId: '77', userAgent: 'WWE Client' });
    const ended = () =>
      tool.of('reply').find(({ callId, service }) => callId.startsWith('widget-') && service === 'agent.get');
    await tool.until('the call', () =>
      tool.of('call').find(({ service, by }) => service === 'agent.get' && by === 'widget'),
    );
    await page.clock.fastForward(10_000);
    const reply = await tool.until('the end of the call', ended);
    assert.equal(reply.outcome, 'timedOut');
  });
});
