import assert from 'node:assert/strict';
import { widgetOriginMark } from '../../src/api/widgetOrigin';
import { limits } from '../../src/protocol/limits';
import type { BridgeTool } from './support/bridgeTool';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig, until } from './widgets/simulatorRig';

describe('the bridge that the simulated Workspace brings', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  const openWithKey = (query: Record<string, string | readonly string[]>) =>
    rig.open(rig.address(query) + rig.keyFragment);

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

  it('reports whatever name a widget gives to a service, and wherever it says that the call stands', async () => {
    const tool = await rig.tool();
    const { page } = await openWithKey({ widget: rig.widget('raw.html') });
    const widget = await rig.rawWidget(page, 'raw.html');
    const frame = page.frames().find((one) => new URL(one.url()).pathname.endsWith('raw.html'));
    assert.ok(frame !== undefined);
    const services = ['x'.repeat(limits.serviceName + 1), ''];
    for (const service of services) await widget.refusal(service);
    for (const at of [
      { file: 'a.js', line: 0, column: 1 },
      { file: 'a.js', line: 1, column: 0.5 },
      { file: 'x'.repeat(limits.codeFile + 1), line: 1, column: 1 },
    ]) {
      await frame.evaluate((said) => parent.postMessage(said, '*'), { mark: widgetOriginMark, at });
      await widget.call('agent.get');
    }
    await widget.call('media.getMediaList');
    const calls = await tool.until('all calls', () => {
      const found = tool.of('call').filter(({ by, service }) => by === 'widget' && service !== 'subscribe');
      return found.at(-1)?.service === 'media.getMediaList' && found;
    });
    assert.deepEqual(tool.of('notice'), []);
    assert.deepEqual(
      calls.map(({ service, at }) => [service, at]),
      [
        ['x'.repeat(limits.serviceName), undefined],
        ['unknown', undefined],
        ['agent.get', undefined],
        ['agent.get', undefined],
        ['agent.get', { file: 'x'.repeat(limits.codeFile), line: 1, column: 1 }],
        ['media.getMediaList', undefined],
      ],
    );
  });

  it('tells of each call of a widget with the script tag what brought it about, and where in its code it stands', async () => {
    const tool = await rig.tool();
    rig.site.add(
      'tagged.html',
      `<!doctype html><title>Tagged</title>${rig.scriptTag}<script src="clientLibrary.js"></script><script src="tagged.js"></script>`,
    );
    rig.site.add(
      'tagged.js',
      `window.call = (how) => new Promise((done) => genesys.wwe.service.sendMessage({ request: 'agent.get', parameters: [how] }, done, done));
      let gotten = [];
      addEventListener('message', ({ data }) => gotten.push(Object.keys(Object(data)).sort().join()));
      call('start').then(() => call('reply'));
      genesys.wwe.service.subscribe(['agent', 'messenger:desk'], async ({ event }) => {
        call(event + ' handler');
        await null;
        call(event + ' await');
        setTimeout(() => call(event + ' timer'));
      });`,
    );
    const { page } = await openWithKey({ widget: [rig.widget('tagged.html'), rig.widget('raw.html')] });
    const raw = await rig.rawWidget(page, 'raw.html');
    const callOf = (how: string) =>
      tool.until(how, () => tool.of('call').find(({ parameters }) => parameters?.[0] === how));
    const reply = await callOf('reply');
    await raw.call('agent.setState', 'NotReady');
    await raw.call('messenger.broadcastMessage', 'desk', 'hello');
    for (const name of ['agent', 'messenger:desk']) {
      const timer = await callOf(`${name} timer`);
      assert.ok(timer.after !== undefined && timer.cause === undefined, name);
      for (const how of ['handler', 'await']) {
        const { cause, after } = await callOf(`${name} ${how}`);
        assert.equal(after, undefined);
        const event = tool.records.find(({ record: { seq } }) => cause && 'seq' in cause && seq === cause.seq)?.record;
        assert.ok(event?.kind === 'event' && event.name === name, `${name} ${how}: ${JSON.stringify(cause)}`);
      }
    }
    const start = await callOf('start');
    assert.deepEqual([start.cause, start.after], [undefined, undefined]);
    assert.deepEqual(reply.cause, { callId: start.callId });
    assert.deepEqual(reply.at, { file: `${rig.site.origin}/tagged.js`, line: 1, column: 66 });
    const ofRaw = tool.of('call').find(({ service }) => service === 'agent.setState');
    assert.deepEqual([ofRaw?.cause, ofRaw?.after, ofRaw?.at], [undefined, undefined, undefined]);
    const tagged = await rig.frame(page, (url) => url.endsWith('/tagged.html'));
    assert.doesNotMatch(await tagged.evaluate('gotten.join(" ")'), /mark/, 'the page gets no message of the bridge’s');
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

  /** The call of the tagged page is told once, and no page but the simulator's is there beside one that stands alone. */
  async function expectOnlySimulator(tool: BridgeTool): Promise<void> {
    const calls = () => tool.of('call').filter(({ service, by }) => service === 'agent.get' && by === 'widget');
    await tool.until('the call', () => calls().length > 0);
    await rig.open(rig.widget('alone.html?alone'));
    await tool.until('the page alone', () => [...tool.pages.values()].some(({ title }) => title === '?alone'));
    assert.deepEqual([...tool.pages.values()].map(({ place }) => place).sort(), ['simulator', 'widget']);
    assert.equal(calls().length, 1);
  }

  describe('is the only one, also for a page with the script tag', () => {
    const ask = '<script>onload = () => genesys.wwe.service.agent.get(() => undefined)</script>';
    const library = '<script src="clientLibrary.js"></script>';
    const title = '<!doctype html><script>document.title = location.search || location.pathname</script>';
    beforeEach(() => {
      rig.site.add('tagged.html', `${title}${rig.scriptTag}${library}${ask}`);
      rig.site.add('alone.html', `${title}${rig.scriptTag}`);
    });

    /** The tagged pages may connect: that they do not is up to them. */
    async function allowingTool(): Promise<BridgeTool> {
      const tool = await rig.tool();
      await tool.allow(rig.site.origin);
      return tool;
    }

    it('that the simulated Workspace opened in a window', async () => {
      const tool = await allowingTool();
      const { page } = await openWithKey({ widget: rig.widget('raw.html') });
      await tool.page();
      await page.evaluate((address) => window.workspace.openWindow(address), rig.widget('tagged.html'));
      await expectOnlySimulator(tool);
    });

    it('in a frame within a widget', async () => {
      rig.site.add(
        'inner.html',
        `${title}${rig.scriptTag}${library}<script>genesys.wwe.service.targetWWEWindow(top)</script>${ask}`,
      );
      rig.site.add('outer.html', '<!doctype html><iframe src="inner.html"></iframe>');
      const tool = await allowingTool();
      await openWithKey({ widget: rig.widget('outer.html') });
      await expectOnlySimulator(tool);
    });

    it('that holds the simulated Workspace', async () => {
      rig.site.add(
        'holder.html',
        `${title}${rig.scriptTag}${library}<iframe id="workspace"></iframe><script>
          const frame = document.getElementById('workspace');
          frame.src = new URLSearchParams(location.search).get('workspace') + location.hash;
          document.addEventListener('DOMContentLoaded', () => genesys.wwe.service.targetWWEWindow(frame.contentWindow));
        </script>${ask}`,
      );
      const tool = await allowingTool();
      const workspace = encodeURIComponent(rig.address({ hiddenWidget: rig.widget('raw.html') }));
      await rig.open(`${rig.widget('holder.html')}?workspace=${workspace}${rig.keyFragment}`);
      await expectOnlySimulator(tool);
    });
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
