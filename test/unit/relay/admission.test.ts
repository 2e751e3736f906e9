import assert from 'node:assert/strict';
import fc from 'fast-check';
import { admit } from '../../../src/relay/admission/admission';
import type { AdmissionContext, UpgradeRequest } from '../../../src/relay/admission/admission';
import { Allowances } from '../../../src/relay/admission/allowances';
import { KeyCheck, newKey } from '../../../src/relayClient/keys';

const port = 4711;
const keys = { page: newKey(), tool: newKey() };
const allowed = 'https://widget.example';

function allowing(origins: string[], ports: number[] = []): Allowances {
  const allowances = new Allowances({ origins, ports }, () => undefined);
  allowances.listensOn(port);
  return allowances;
}

const house: AdmissionContext = {
  allowances: allowing([allowed]),
  keys: { page: new KeyCheck(keys.page), tool: new KeyCheck(keys.tool) },
  hasRoom: () => true,
};

type Headers = readonly (readonly [string, string])[];

function request(role: 'page' | 'tool', change: (headers: Map<string, string>) => void = () => undefined) {
  const headers = new Map([
    ['Host', `127.0.0.1:${port}`],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', 'AAAAAAAAAAAAAAAAAAAAAA=='],
    ['Sec-WebSocket-Protocol', role === 'page' ? 'deskside.v2' : `deskside.v2, key.${keys.tool}`],
  ]);
  if (role === 'page') headers.set('Origin', allowed);
  change(headers);
  return asRequest(`/${role}`, [...headers]);
}

function asRequest(target: string, headers: Headers, rest: Partial<UpgradeRequest> = {}): UpgradeRequest {
  return { method: 'GET', httpVersion: '1.1', target, rawHeaders: headers.flat(), ...rest };
}

/** The name of the check that refuses, or the role that is admitted. */
function outcome(asked: UpgradeRequest, at: AdmissionContext = house): string {
  const verdict = admit(asked, at);
  return verdict.admitted ? verdict.role : verdict.refused.check;
}

function doubled(asked: UpgradeRequest, name: string, value: string): UpgradeRequest {
  return { ...asked, rawHeaders: [...asked.rawHeaders, name, value] };
}

describe('admission', () => {
  it('lets a page and a tool in', () => {
    assert.equal(outcome(request('page')), 'page');
    assert.equal(outcome(request('tool')), 'tool');
    assert.equal(outcome(request('tool', (headers) => headers.set('Host', `localhost:${port}`))), 'tool');
  });

  it('lets a tool of version 1 in, too, and with an offer of both', () => {
    for (const offer of ['deskside.v1', 'deskside.v2, deskside.v1', 'deskside.v1, deskside.v2']) {
      const asked = request('tool', (headers) => headers.set('Sec-WebSocket-Protocol', `${offer}, key.${keys.tool}`));
      assert.equal(outcome(asked), 'tool', offer);
    }
  });

  it('lets a page of any origin come as far as the proof, whatever the user has allowed, and asks it for no key', () => {
    for (const origin of [
      `http://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      'https://new.example',
      'http://a.example:8',
    ]) {
      const verdict = admit(
        request('page', (headers) => headers.set('Origin', origin)),
        house,
      );
      assert.deepEqual(verdict, { admitted: true, role: 'page', host: `127.0.0.1:${port}`, origin });
    }
  });

  const foreignHosts = [
    `127.0.0.1`,
    `127.0.0.1:${port}0`,
    `127.0.0.1:0${port}`,
    `127.0.0.1:${port}.evil.example`,
    `LOCALHOST:${port}`,
    `localhost.:${port}`,
    `[::1]:${port}`,
    `0.0.0.0:${port}`,
    `evil.example:${port}`,
    `evil@127.0.0.1:${port}`,
    `file:`,
    ` 127.0.0.1:${port}`,
    '',
  ];
  for (const host of foreignHosts) {
    it(`refuses the host ${JSON.stringify(host)}`, () => {
      assert.equal(outcome(request('page', (headers) => headers.set('Host', host))), 'host');
      assert.equal(outcome(request('tool', (headers) => headers.set('Host', host))), 'host');
    });
  }

  it('refuses a host that is missing or comes twice', () => {
    assert.equal(outcome(request('tool', (headers) => headers.delete('Host'))), 'host');
    assert.equal(outcome(doubled(request('tool'), 'host', `127.0.0.1:${port}`)), 'host');
    assert.equal(outcome(doubled(request('page'), 'HOST', 'evil.example')), 'host');
  });

  const noOrigins = [
    'null',
    '',
    '*',
    `${allowed}/`,
    `${allowed}/path`,
    `${allowed}?x`,
    'https://WIDGET.example',
    'https://widget.example:443',
    'https://widget.example@evil.example',
    'widget.example',
    'file://',
    'vscode-webview://1f',
    'chrome-extension://abc',
    `${allowed} ${allowed}`,
  ];
  for (const origin of noOrigins) {
    it(`refuses a page of the origin ${JSON.stringify(origin)}, which is none, even if it was put on the list`, () => {
      const asked = request('page', (headers) => headers.set('Origin', origin));
      assert.equal(outcome(asked), 'origin');
      assert.equal(outcome(asked, { ...house, allowances: allowing([origin]) }), 'origin');
    });
  }

  it('answers under a port that is forwarded to it, on loopback alone', () => {
    const forwarded = { ...house, allowances: allowing([], [8080]) };
    const at = (host: string, origin: string): string =>
      outcome(
        request('page', (headers) => headers.set('Host', host).set('Origin', origin)),
        forwarded,
      );
    for (const host of ['127.0.0.1:8080', 'localhost:8080', `localhost:${port}`]) {
      assert.equal(at(host, `http://${host}`), 'page');
    }
    assert.equal(at('relay.example:8080', 'http://127.0.0.1:8080'), 'host');
    assert.equal(at('127.0.0.1:8081', 'http://127.0.0.1:8080'), 'host');
  });

  it('refuses a page whose origin is missing or comes twice', () => {
    assert.equal(outcome(request('page', (headers) => headers.delete('Origin'))), 'origin');
    assert.equal(outcome(doubled(request('page'), 'origin', allowed)), 'origin');
  });

  it('refuses a tool that has any origin, since then it is a page', () => {
    for (const origin of [allowed, `http://127.0.0.1:${port}`, 'null', '']) {
      assert.equal(outcome(request('tool', (headers) => headers.set('Origin', origin))), 'origin');
    }
  });

  const offers: Record<string, string> = {
    'no key': 'deskside.v2',
    'an empty key': 'deskside.v2, key.',
    'a wrong key': `deskside.v2, key.${newKey()}`,
    "the other role's key": `deskside.v2, key.${keys.page}`,
    'the beginning of the key': `deskside.v2, key.${keys.tool.slice(0, -1)}`,
    'the key and more': `deskside.v2, key.${keys.tool}A`,
    'the key twice': `deskside.v2, key.${keys.tool}, key.${keys.tool}`,
    'the key beside a wrong one': `deskside.v2, key.${newKey()}, key.${keys.tool}`,
    'another version': `deskside.v3, key.${keys.tool}`,
    'the key alone': `key.${keys.tool}`,
    nothing: '',
  };
  for (const [what, offer] of Object.entries(offers)) {
    it(`refuses a tool that offers ${what}`, () => {
      assert.equal(outcome(request('tool', (headers) => headers.set('Sec-WebSocket-Protocol', offer))), 'key');
    });
  }

  it('refuses a tool that offers no subprotocol, or offers in two headers', () => {
    assert.equal(outcome(request('tool', (headers) => headers.delete('Sec-WebSocket-Protocol'))), 'key');
    assert.equal(outcome(doubled(request('tool'), 'Sec-WebSocket-Protocol', `key.${keys.tool}`)), 'key');
  });

  it('refuses a page of another version, and tells whether the user gave it the key', () => {
    const told = (offer: string | undefined) => {
      const verdict = admit(
        request('page', (headers) =>
          offer === undefined ? headers.delete('Sec-WebSocket-Protocol') : headers.set('Sec-WebSocket-Protocol', offer),
        ),
        house,
      );
      if (verdict.admitted) return 'admitted';
      const { check, status, keyMatches } = verdict.refused;
      return { check, status, keyMatches };
    };
    const refused = { check: 'version', status: 426 };
    assert.deepEqual(told(`deskside.v1, key.${keys.page}, title.QQ`), { ...refused, keyMatches: true });
    for (const offer of [
      undefined,
      '',
      'deskside.v1',
      'deskside.v3',
      `deskside.v1, key.${keys.tool}`,
      'deskside.v20',
    ]) {
      assert.deepEqual(told(offer), { ...refused, keyMatches: false }, offer);
    }
  });

  it('lets nobody in where the key is empty', () => {
    const open = { ...house, keys: { page: new KeyCheck(''), tool: new KeyCheck('') } };
    for (const offer of ['deskside.v2, key.', 'deskside.v2', 'deskside.v2, key.x']) {
      assert.equal(
        outcome(
          request('tool', (headers) => headers.set('Sec-WebSocket-Protocol', offer)),
          open,
        ),
        'key',
      );
    }
  });

  const targets = [
    '/',
    '/page/',
    '/page?x',
    '/page#x',
    '/tool?key=x',
    '/PAGE',
    '//page',
    '/pages',
    '/%70age',
    'page',
    '',
  ];
  for (const target of targets) {
    it(`refuses the path ${JSON.stringify(target)}`, () => {
      assert.equal(outcome({ ...request('page'), target }), 'path');
      assert.equal(outcome({ ...request('tool'), target }), 'path');
    });
  }

  it('refuses what is not GET, HTTP/1.1, websocket and version 13', () => {
    for (const method of ['POST', 'HEAD', 'CONNECT', 'get', undefined]) {
      assert.equal(outcome({ ...request('tool'), method }), 'method');
    }
    for (const httpVersion of ['1.0', '2.0', '']) {
      assert.equal(outcome({ ...request('tool'), httpVersion }), 'httpVersion');
    }
    for (const protocol of ['h2c', 'websocket, h2c', 'websockets', '']) {
      assert.equal(outcome(request('tool', (headers) => headers.set('Upgrade', protocol))), 'upgrade');
    }
    for (const version of ['8', '12', '13, 13', '013', '']) {
      assert.equal(
        outcome(request('tool', (headers) => headers.set('Sec-WebSocket-Version', version))),
        'webSocketVersion',
      );
    }
    for (const key of ['', 'AAAA', 'A'.repeat(24), 'AAAAAAAAAAAAAAAAAAAAAA=A']) {
      assert.equal(outcome(request('tool', (headers) => headers.set('Sec-WebSocket-Key', key))), 'webSocketKey');
    }
  });

  it('turns those with the right key away when there is no room, and tells strangers nothing of it', () => {
    const full = { ...house, hasRoom: () => false };
    assert.equal(outcome(request('tool'), full), 'capacity');
    assert.equal(outcome(request('page'), full), 'page', 'it is counted when it has proved its key');
    assert.equal(
      outcome(
        request('tool', (headers) => headers.set('Sec-WebSocket-Protocol', 'deskside.v2')),
        full,
      ),
      'key',
    );
  });

  it('answers each refusal with an error status and a sentence that repeats nothing of the request', () => {
    const secret = newKey();
    const asked = request('tool', (headers) => headers.set('Sec-WebSocket-Protocol', `deskside.v2, key.${secret}`));
    const verdict = admit(asked, house);
    assert.ok(!verdict.admitted);
    assert.equal(verdict.refused.status, 401);
    assert.ok(!JSON.stringify(verdict).includes(secret));
  });

  const anyHeader = fc.tuple(
    fc.oneof(
      fc.constantFrom(
        'Host',
        'hOST',
        'Origin',
        'Upgrade',
        'Sec-WebSocket-Protocol',
        'Sec-WebSocket-Version',
        '__proto__',
      ),
      fc.string(),
    ),
    fc.oneof(
      fc.constantFrom(
        `127.0.0.1:${port}`,
        allowed,
        'null',
        'websocket',
        '13',
        'deskside.v2',
        `deskside.v2, key.${keys.tool}`,
      ),
      fc.string({ unit: 'binary' }),
    ),
  );

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(anyHeader),
        fc.option(fc.string(), { nil: undefined }),
        fc.option(fc.oneof(fc.constantFrom('/page', '/tool'), fc.string()), { nil: undefined }),
        fc.string(),
        (headers, method, target, httpVersion) => {
          const verdict = admit({ method, target, httpVersion, rawHeaders: headers.flat() }, house);
          assert.equal(verdict.admitted, false);
        },
      ),
    );
  });

  it('lets nobody in to whose request anything that is checked was added, or from which it was taken', () => {
    const checked = [
      'Host',
      'Origin',
      'Upgrade',
      'Sec-WebSocket-Version',
      'Sec-WebSocket-Key',
      'Sec-WebSocket-Protocol',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom('page' as const, 'tool' as const),
        fc.constantFrom(...checked),
        fc.string(),
        fc.nat(12),
        (role, name, value, at) => {
          const { rawHeaders } = request(role);
          const place = Math.min(at, rawHeaders.length / 2) * 2;
          const more = [...rawHeaders.slice(0, place), name.toLowerCase(), value, ...rawHeaders.slice(place)];
          assert.equal(admit(asRequest(`/${role}`, [], { rawHeaders: more }), house).admitted, false);
          const less = request(role, (headers) => headers.delete(name));
          assert.equal(admit(less, house).admitted, role === 'tool' && name === 'Origin');
        },
      ),
    );
  });
});
