import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { root } from '../../scripts/hosts/paths';
import { heard } from './support/heard';
import { PublicRig } from './support/publicRig';
import type { Answer } from './support/publicRig';

/** What Chromium says in the page's console when it does not let a request through: that the user does not, or that nobody can. */
const refusal = /Permission was denied for this request to access the `loopback` address space/;
const refusalWithoutHttps = /not a secure context and the resource is in more-private address space `loopback`/;

describe('the bridge in a page from the internet, which needs the user’s permission for this machine', () => {
  let rig: PublicRig;
  before(async () => {
    rig = await PublicRig.start();
  });
  after(() => rig.stop());
  beforeEach(() => rig.open());
  afterEach(async () => {
    await rig.closeBrowsers();
    await rig.closeRelay();
  });

  /** What pages of this browser say in their consoles. */
  function listenTo(context: BrowserContext): string[] {
    const said: string[] = [];
    context.on('console', (message) => said.push(message.text()));
    return said;
  }

  /** Opens the site's page and, in it, the widget if there is one. */
  async function open(url: string, answers: Readonly<Record<string, Answer>> = {}): Promise<string[]> {
    const byOrigin = Object.fromEntries(Object.entries(answers).map(([name, is]) => [rig.site.origin(name), is]));
    const context = await rig.browser({ fromInternet: true, answers: byOrigin });
    const said = listenTo(context);
    await (await context.newPage()).goto(url, { waitUntil: 'load' });
    return said;
  }

  const widget = (policy?: string) => {
    const page = { body: rig.bridgeTag, ...(policy === undefined ? {} : { policy }) };
    return `${rig.site.origin('widget')}${rig.site.add(page)}`;
  };
  const framing = (address: string, attributes = '') =>
    `${rig.site.origin('workspace')}${rig.site.add({ body: `<iframe src="${address}" ${attributes}></iframe>` })}`;

  /** Nobody but the tool came to the relay, not even to be turned away. */
  function nothingCame(): void {
    assert.deepEqual(
      rig.log.map(({ kind }) => kind),
      ['listening', 'toolOpened'],
    );
  }

  it('connects when the user has allowed it', async () => {
    const said = await open(widget(), { widget: 'allow' });
    const { origin } = await rig.tool.page();
    assert.equal(origin, rig.site.origin('widget'));
    await heard(said, /^Deskside: connected to http:\/\/127\.0\.0\.1:\d+\.$/);
  });

  for (const [what, answers] of [
    ['has not', {}],
    ['said no', { widget: 'block' }],
  ] as const) {
    it(`is not even loaded when the user ${what}; the browser says why, in words that the README explains`, async () => {
      const said = await open(widget(), answers);
      await heard(said, refusal);
      assert.match(await readFile(join(root, 'docs/connecting.md'), 'utf8'), /A console message about `loopback`/);
      nothingCame();
    });
  }

  it('is not loaded into a page that came without https, whatever the user allowed', async () => {
    const plain = widget().replace('//widget.', '//plain.');
    const said = await open(plain, { plain: 'allow' });
    await heard(said, refusalWithoutHttps);
    nothingCame();
  });

  it('says that the permission is gone when the user takes it back, and what to do', async () => {
    const origin = rig.site.origin('widget');
    const context = await rig.browser({ fromInternet: true, answers: { [origin]: 'allow' } });
    const said = listenTo(context);
    const page = await context.newPage();
    await page.goto(widget());
    await rig.tool.page();
    const browser = await context.newCDPSession(page);
    const decide = (setting: 'denied' | 'granted') =>
      browser.send('Browser.setPermission', { origin, permission: { name: 'loopback-network' }, setting });
    await decide('denied');
    const { port } = rig.relay;
    await rig.closeRelay();
    await rig.open(port);
    await heard(said, /^Deskside: nothing answers at .* denied the permission for the local network: allow it/);
    nothingCame();
    await decide('granted');
    await rig.tool.page();
  });

  it('does not blame the permission that browsers never give to a page without https, when nothing answers', async () => {
    rig.relay.allowOrigin(rig.site.origin('plain'));
    const context = await rig.browser({ fromInternet: false });
    const said = listenTo(context);
    const page = await context.newPage();
    await page.goto(widget().replace('//widget.', '//plain.'));
    await rig.tool.page();
    const { port } = rig.relay;
    await rig.closeRelay();
    await heard(said, /^Deskside: nothing answers at .*\. Run “Deskside: Start” in VS Code/);
    await rig.open(port);
  });

  it('connects in a cross-origin iframe that the framing page lets through, by the permission of that page', async () => {
    await open(framing(widget(), 'allow="loopback-network"'), { workspace: 'allow' });
    assert.equal((await rig.tool.page()).origin, rig.site.origin('widget'));
  });

  it('is not loaded in an iframe without allow, even when the user allowed both sites', async () => {
    const said = await open(framing(widget()), { workspace: 'allow', widget: 'allow' });
    await heard(said, refusal);
    nothingCame();
  });

  it('is not loaded in an iframe by the permission of the widget’s own site', async () => {
    const said = await open(framing(widget(), 'allow="loopback-network"'), { widget: 'allow' });
    await heard(said, refusal);
    nothingCame();
  });

  it('says under a policy without connect-src that this is in the way, and not the permission that it has', async () => {
    const policy = `default-src 'self'; script-src ${rig.relay.address}`;
    const said = await open(framing(widget(policy), 'allow="loopback-network"'), { workspace: 'allow' });
    await heard(said, /^Deskside: .* Add ws:\/\/127\.0\.0\.1:\d+ to its connect-src\.$/);
    nothingCame();
  });

  it('connects under a policy with the connect-src that the README names', async () => {
    const policy = `default-src 'self'; script-src ${rig.relay.address}; connect-src ws://127.0.0.1:*`;
    assert.ok(
      (await readFile(join(root, 'docs/connecting.md'), 'utf8')).includes('`ws://127.0.0.1:*` to `connect-src`'),
    );
    await open(framing(widget(policy), 'allow="loopback-network"'), { workspace: 'allow' });
    assert.equal((await rig.tool.page()).origin, rig.site.origin('widget'));
  });

  it('comes as web content, too, if Workspace lets the frame through and the user has allowed it', async () => {
    const bridge = `${rig.relay.address}/bridge#key=${rig.keys.page}`;
    rig.relay.allowOrigin(rig.site.origin('workspace'));
    await open(framing(bridge, 'allow="loopback-network"'), { workspace: 'allow' });
    const { place, origin } = await rig.tool.page();
    assert.deepEqual([place, origin], ['webContent', rig.site.origin('workspace')]);
  });

  it('does not come as web content without the permission: there is an error page in its place', async () => {
    const context = await rig.browser({ fromInternet: true });
    const page = await context.newPage();
    const refused = page.waitForEvent('requestfailed', (request) => request.url().startsWith(rig.relay.address));
    await page.goto(framing(`${rig.relay.address}/bridge#key=${rig.keys.page}`, 'allow="loopback-network"'));
    assert.match((await refused).failure()?.errorText ?? '', /ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS/);
    nothingCame();
  });
});
