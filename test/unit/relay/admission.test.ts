import assert from 'node:assert/strict';
import fc from 'fast-check';
import { admit } from '../../../src/relay/admission';
import type { House, UpgradeRequest } from '../../../src/relay/admission';
import { Allowances } from '../../../src/relay/allowances';
import { KeyCheck, newKey } from '../../../src/relay/keys';

const port = 4711;
const keys = { page: newKey(), tool: newKey() };
const allowed = 'https://widget.example';

function allowing(origins: string[], ports: number[] = []): Allowances {
  const allowances = new Allowances({ origins, ports }, () => undefined);
  allowances.listensOn(port);
  return allowances;
}

const house: House = {
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
    ['Sec-WebSocket-Protocol', `deskside.v1, key.${keys[role]}`],
  ]);
  if (role === 'page') headers.set('Origin', allowed);
  change(headers);
  return asRequest(`/${role}`, [...headers]);
}

function asRequest(target: string, headers: Headers, rest: Partial<UpgradeRequest> = {}): UpgradeRequest {
  return { method: 'GET', httpVersion: '1.1', target, rawHeaders: headers.flat(), ...rest };
}

/** The name of the check that refuses, or the role that is admitted. */
function outcome(asked: UpgradeRequest, at: House = house): string {
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

  it('lets in pages of the relay itself without asking', () => {
    for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      assert.equal(outcome(request('page', (headers) => headers.set('Origin', origin))), 'page');
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

  const foreignOrigins = [
    'null',
    '',
    '*',
    `${allowed}.evil.example`,
    `${allowed}:444`,
    `${allowed}/`,
    'https://WIDGET.example',
    'http://widget.example',
    'https://evil-widget.example',
    'https://widget.example@evil.example',
    `http://127.0.0.1:${port}0`,
    `https://127.0.0.1:${port}`,
    `http://127.0.0.2:${port}`,
    'http://127.0.0.1',
    'http://localhost',
    'file://',
    `${allowed} ${allowed}`,
  ];
  for (const origin of foreignOrigins) {
    it(`refuses a page of the origin ${JSON.stringify(origin)}`, () => {
      assert.equal(outcome(request('page', (headers) => headers.set('Origin', origin))), 'origin');
    });
  }

  it('never lets in the origin null, even if it was put on the list', () => {
    const careless = { ...house, allowances: allowing(['null']) };
    assert.equal(outcome(request('page', (headers) => headers.set('Origin', 'null'))), 'origin');
    assert.equal(
      outcome(
        request('page', (headers) => headers.set('Origin', 'null')),
        careless,
      ),
      'origin',
    );
  });

  it('answers under a port that is forwarded to it, on loopback alone, and lets in its own pages from there', () => {
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
    assert.equal(at('127.0.0.1:8080', 'http://127.0.0.1:8081'), 'origin');
    assert.equal(at('127.0.0.1:8080', 'http://relay.example:8080'), 'origin');
  });

  it('tells the title of a page that has the key, and of nobody else', () => {
    const titled = (key: string, title: string): string | undefined => {
      const protocols = ['deskside.v1', `key.${key}`, `title.${Buffer.from(title).toString('base64url')}`].join(', ');
      const verdict = admit(
        request('page', (headers) =>
          headers.set('Origin', 'https://new.example').set('Sec-WebSocket-Protocol', protocols),
        ),
        house,
      );
      return verdict.admitted ? 'admitted' : verdict.refused.title;
    };
    assert.equal(titled(keys.page, 'Notizen — メモ'), 'Notizen — メモ');
    assert.equal(titled(newKey(), 'Notizen'), undefined);
    assert.equal(titled(keys.page, 'x'.repeat(201)), undefined, 'longer than a title may be');
  });

  describe('of the relay’s own page', () => {
    const own = `http://127.0.0.1:${port}`;
    const holding = (origin: string, ...holders: string[]) => {
      const offers = ['deskside.v1', `key.${keys.page}`, ...holders.map((holder) => `holder.${holder}`)].join(', ');
      return request('page', (headers) => headers.set('Origin', origin).set('Sec-WebSocket-Protocol', offers));
    };
    const coded = (origin: string) => Buffer.from(origin).toString('base64url');
    const decided = (asked: UpgradeRequest) => {
      const verdict = admit(asked, house);
      if (verdict.admitted) return verdict.origin;
      const { check, origin, held } = verdict.refused;
      return { check, origin, held };
    };

    it('asks for the origin of the page that holds it, and lets it in by that', () => {
      const foreign = 'https://evil.example';
      assert.deepEqual(decided(holding(own, coded(foreign))), { check: 'origin', origin: foreign, held: true });
      assert.equal(decided(holding(own, coded(allowed))), allowed);
    });

    it('lets it in without a question where nobody holds it, or another page of the relay does', () => {
      for (const name of [own, `http://localhost:${port}`]) {
        assert.equal(decided(holding(name)), name);
        for (const holder of [own, `http://localhost:${port}`])
          assert.equal(decided(holding(name, coded(holder))), name);
      }
    });

    it('never lets it in where it is not known who holds it', () => {
      const opaque = { check: 'origin', origin: 'null', held: true };
      for (const holders of [
        [coded('null')],
        ['!'],
        ['_w'],
        [coded(`https://${'a'.repeat(293)}`)],
        [coded(allowed), coded(allowed)],
        [coded(own), coded('https://evil.example')],
      ]) {
        assert.deepEqual(decided(holding(own, ...holders)), opaque, holders.join());
      }
      for (const holder of [
        '',
        ` ${allowed}`,
        `${allowed}/`,
        `${own}/`,
        `${own}0`,
        'vscode-webview://x',
        '__proto__',
      ]) {
        const refused = { check: 'origin', origin: holder, held: true };
        assert.deepEqual(decided(holding(own, coded(holder))), refused);
      }
    });

    it('alone goes by who holds it: what any other page offers does not count', () => {
      for (const holder of [own, allowed]) {
        const refused = { check: 'origin', origin: 'https://evil.example', held: false };
        assert.deepEqual(decided(holding('https://evil.example', coded(holder))), refused);
        assert.equal(outcome(holding('null', coded(holder))), 'origin');
        assert.equal(outcome(doubled(holding(own, coded(holder)), 'Origin', own)), 'origin');
      }
      assert.equal(decided(holding(allowed, coded('https://evil.example'))), allowed);
    });

    it('is let in by no holder in a second header', () => {
      const twice = doubled(holding(own), 'Sec-WebSocket-Protocol', `holder.${coded('https://evil.example')}`);
      assert.equal(outcome(twice), 'key');
    });
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
    'no key': 'deskside.v1',
    'an empty key': 'deskside.v1, key.',
    'a wrong key': `deskside.v1, key.${newKey()}`,
    "the other role's key": `deskside.v1, key.${keys.tool}`,
    'the beginning of the key': `deskside.v1, key.${keys.page.slice(0, -1)}`,
    'the key and more': `deskside.v1, key.${keys.page}A`,
    'the key twice': `deskside.v1, key.${keys.page}, key.${keys.page}`,
    'the key beside a wrong one': `deskside.v1, key.${newKey()}, key.${keys.page}`,
    'another version': `deskside.v2, key.${keys.page}`,
    'the key alone': `key.${keys.page}`,
    nothing: '',
  };
  for (const [what, offer] of Object.entries(offers)) {
    it(`refuses a page that offers ${what}`, () => {
      assert.equal(outcome(request('page', (headers) => headers.set('Sec-WebSocket-Protocol', offer))), 'key');
    });
  }

  it('refuses who offers no subprotocol, or offers in two headers', () => {
    assert.equal(outcome(request('page', (headers) => headers.delete('Sec-WebSocket-Protocol'))), 'key');
    assert.equal(outcome(doubled(request('page'), 'Sec-WebSocket-Protocol', `key.${keys.page}`)), 'key');
  });

  it('lets nobody in where the key is empty', () => {
    const open = { ...house, keys: { page: new KeyCheck(''), tool: new KeyCheck('') } };
    for (const offer of ['deskside.v1, key.', 'deskside.v1', 'deskside.v1, key.x']) {
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
    assert.equal(outcome(request('page'), full), 'capacity');
    assert.equal(
      outcome(
        request('page', (headers) => headers.set('Sec-WebSocket-Protocol', 'deskside.v1')),
        full,
      ),
      'key',
    );
  });

  it('answers each refusal with an error status and a sentence that repeats nothing of the request', () => {
    const secret = newKey();
    const asked = request('page', (headers) => headers.set('Sec-WebSocket-Protocol', `deskside.v1, key.${secret}`));
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
      fc.constantFrom(`127.0.0.1:${port}`, allowed, 'null', 'websocket', '13', `deskside.v1, key.${keys.page}`),
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
