import assert from 'node:assert/strict';
import { freePort } from '../../../scripts/hosts/freePort';
import { answerAt } from '../../../src/relayClient/httpAnswer';
import { openSocket } from '../../../src/relayClient/toolSocket';
import { newKey } from '../../../src/relayClient/keys';
import { linkTrouble } from '../../../src/session/link/linkTrouble';
import type { LinkStatus } from '../../../src/session/link/toolLink';
import { Session } from '../../../src/session/session';
import { waitForConnection } from '../../../src/session/link/waitForConnection';
import { TlsProxy } from '../../support/tlsProxy';
import type { ProxyOptions } from '../../support/tlsProxy';
import { runTrustingTool } from '../../support/trustingTool';
import { runRelay } from '../relay/support';
import type { Running } from '../relay/support';

describe('a session with a relay behind a proxy with TLS', () => {
  let running: Running;
  const proxies: TlsProxy[] = [];
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
    await running.relay.dispose();
  });

  async function startProxy(options: Partial<ProxyOptions> = {}): Promise<TlsProxy> {
    const proxy = await TlsProxy.start({ relayPort: running.relay.port, ...options });
    proxies.push(proxy);
    return proxy;
  }

  /** What becomes of a connection from this process, which trusts none of the proxies. */
  async function attempt(url: string): Promise<LinkStatus> {
    const session = new Session(openSocket);
    session.connect({ url, key: running.toolKey });
    const status = await waitForConnection(session, 10_000);
    session.dispose();
    return status;
  }

  it('is connected where the certificate is trusted and the key is right; all else is told with a next step', async () => {
    const good = await startProxy();
    const expired = await startProxy({ expires: new Date(Date.now() - 60_000) });
    const ofAnotherName = await startProxy({ name: 'relay.example' });
    const withOwnHost = await startProxy({ host: 'relay.example' });
    const withoutRelay = await startProxy({ relayPort: await freePort() });
    const relayAt = ({ toolAddress }: TlsProxy, key = running.toolKey) => ({ url: toolAddress, key });
    const visits = await runTrustingTool(
      proxies.map(({ certificate }) => certificate),
      {
        relays: [
          relayAt(good),
          relayAt(good, newKey()),
          relayAt(expired),
          relayAt(ofAnotherName),
          relayAt(withOwnHost),
          relayAt(withoutRelay),
        ],
      },
    );
    const expected = [
      /^connected$/,
      /did not take the key\. Connect to it again with the key that it has now\.$/,
      /certificate there has expired.*\. Renew it/,
      /certificate there is for another name\. Connect to a name that stands in it/,
      /refuses what the proxy .* passes on\. Let the proxy pass on Host as 127\.0\.0\.1 and the port/,
      /does not reach the relay\. Start the relay/,
    ];
    assert.equal(visits.length, expected.length);
    for (const [at, pattern] of expected.entries()) assert.match(visits[at]?.status ?? '', pattern);
    assert.deepEqual(
      visits.map(({ answer }) => answer),
      ['relay', 'relay', 'outOfDate', 'otherName', 'other', 'other'],
      'the report on the connection looks at the same addresses over HTTPS',
    );
  });

  it('names the certificate where nobody vouches for it, does not try again, and sends the relay nothing', async () => {
    const { toolAddress, address } = await startProxy();
    const status = await attempt(toolAddress);
    assert.ok(status.kind === 'trouble');
    assert.match(
      status.message,
      /certificate there is signed by nobody .* trusts\. Add its issuer to the certificates/,
    );
    assert.equal(status.retrying, false);
    assert.equal(await answerAt(address), 'unknownIssuer');
    assert.equal(await answerAt(`https://localhost:${await freePort()}`), 'nothing');
    assert.deepEqual(
      running.log.map(({ kind }) => kind),
      ['assetsMissing', 'listening'],
    );
  });

  it('says that nothing answers with TLS where a relay has no proxy before it, and goes on trying', async () => {
    const status = await attempt(`wss://localhost:${running.relay.port}/tool`);
    assert.ok(status.kind === 'trouble');
    assert.match(status.message, /^Nothing answers there with TLS\. Check the address/);
    assert.equal(status.retrying, true);
  });

  it('tells what a proxy does wrong from what a relay refuses', () => {
    const told = (url: string, status: number): string => linkTrouble(url, { kind: 'refused', status }).message;
    const [direct, secure] = ['ws://127.0.0.1:1/tool', 'wss://relay.example/tool'];
    assert.match(told(secure, 426), /passes on no WebSocket\. Let it pass on the headers Upgrade and Connection/);
    assert.match(told(direct, 426), /no Deskside relay\. Check the port/);
    assert.match(told(secure, 503), /proxy does not reach the relay, or .* too many connections/);
    assert.match(told(direct, 503), /^The relay has too many connections\./);
    assert.match(told(secure, 500), /refuses the connection \(HTTP 500\)\. Check the address/);
    for (const [status, final] of [
      [401, true],
      [403, true],
      [404, true],
      [426, true],
      [502, false],
      [503, false],
    ] as const) {
      assert.equal(linkTrouble(secure, { kind: 'refused', status }).final, final, `HTTP ${status}`);
    }
  });
});
