import assert from 'node:assert/strict';
import { diagnose, diagnosisText } from '../../../src/presentation/connection/diagnosis';
import { widgetStates } from '../../../src/api/observation';
import type { ConnectionFacts } from '../../../src/presentation/connection/diagnosis';
import { editorAdvice } from '../../../src/presentation/connection/diagnosisAdvice';
import { unanswered } from '../../../src/protocol/unanswered';
import { TestPage } from './pages';

const address = 'http://127.0.0.1:23375';
const good: ConnectionFacts = {
  environment: ['Deskside 0.1.0'],
  trusted: true,
  advice: editorAdvice,
  address,
  owner: 'here',
  status: { kind: 'connected', url: 'ws://127.0.0.1:23375/tool', relay: 'Deskside 0.1.0' },
  answer: 'relay',
  hasScript: true,
  scriptLoadedAgoMs: 4000,
  allowedOrigins: [],
  refusals: [],
  pages: [],
};

function learnedPage(): TestPage {
  const page = new TestPage();
  page.desk.apply({ kind: 'desk', seq: 1, time: 0, library: true, services: ['*'], interactions: [] });
  return page;
}

/** What is wrong, and what to do about it. */
function wrong(facts: Partial<ConnectionFacts>): string {
  return diagnose({ ...good, ...facts })
    .filter(({ state }) => state === 'wrong')
    .map(({ text, next }) => `${text} → ${next ?? ''}`)
    .join('\n');
}

describe('the report on the connection', () => {
  it('finds nothing wrong where everything is right, and says what it looked at', () => {
    const report = diagnosisText({ ...good, pages: [learnedPage()] });
    assert.match(report, /Nothing is wrong/);
    for (const step of [/trusted/, /answers at http/, /key was taken/, /serves it/, /said hello/, /client library/]) {
      assert.match(report, step);
    }
    assert.match(report, /Workspace replies/);
    assert.match(report, /all services/);
  });

  it('says for each step what is wrong and what to do', () => {
    assert.match(wrong({ trusted: false }), /not trusted → .*Workspace Trust/);
    assert.match(
      wrong({ address: undefined, answer: 'nothing', status: { kind: 'off' } }),
      /off → Run “Deskside: Start”/,
    );
    assert.match(wrong({ answer: 'other' }), /no relay of Deskside → .*another port/);
    assert.match(wrong({ answer: 'nothing' }), /nothing answers/);
    assert.match(wrong({ hasScript: false }), /does not have it/);
    assert.match(
      wrong({ scriptBlockedFor: 'https://widget.example' }),
      /widget\.example asks for it as a module .* → Take type="module"/,
    );
    const message = 'The relay did not take the key. Connect again.';
    assert.match(
      wrong({ status: { kind: 'trouble', url: address, message, retrying: false } }),
      /did not take the key/,
    );
  });

  it('knows the way to a relay of somebody else, on this machine and behind a proxy with TLS', () => {
    const beside = { owner: 'elsewhere' } as const;
    assert.match(
      wrong({ ...beside, answer: 'nothing' }),
      /one that runs by itself.* → Start the relay with deskside serve/,
    );
    const behind = { ...beside, address: 'https://relay.example' };
    assert.match(diagnosisText({ ...good, ...behind }), /✓ Relay: answers at https:\/\/relay\.example /);
    assert.match(wrong({ ...behind, answer: 'other' }), /no relay .* → .*proxy .* reaches it, and passes on Host as/);
    assert.match(wrong({ ...behind, answer: 'nothing' }), /nothing answers .* → .*proxy before the relay runs/);
    for (const facts of [behind, beside]) {
      assert.doesNotMatch(wrong({ ...facts, answer: 'other' }), /deskside\.port|End that program/);
    }
  });

  it('names a certificate that is not accepted, here and in the browser', () => {
    const behind = { owner: 'elsewhere', address: 'https://relay.example' } as const;
    assert.match(
      wrong({ ...behind, answer: 'unknownIssuer' }),
      /the certificate of https:\/\/relay\.example .* is signed by nobody .* → Add its issuer to the certificates/,
    );
    assert.match(wrong({ ...behind, answer: 'outOfDate' }), /has expired.* → Renew it/);
    assert.match(
      wrong({ ...behind, scriptLoadedAgoMs: undefined }),
      /browser must trust .*open https:\/\/relay\.example/,
    );
    assert.doesNotMatch(wrong({ scriptLoadedAgoMs: undefined }), /certificate/);
  });

  it('tells a page that never came from one whose socket was blocked', () => {
    assert.match(
      wrong({ scriptLoadedAgoMs: undefined }),
      /none is known .* → .*script-src.*local network.*loopback-network/,
    );
    assert.match(wrong({}), /4 s ago → .*connect-src/);
  });

  it('names who was turned away, and why', () => {
    const refusal = { role: 'page', origin: 'https://widget.example', keyMatches: true, agoMs: 4000 } as const;
    assert.match(
      wrong({ refusals: [{ ...refusal, reason: 'origin' }] }),
      /page of https:\/\/widget.example, 4 s ago: its origin is not allowed → .*Allow Origin/,
    );
    assert.match(wrong({ refusals: [{ ...refusal, reason: 'key', keyMatches: false }] }), /Copy Bridge Script Tag/);
  });

  it('names who holds the bridge page, and why nobody is let in who hides their origin', () => {
    const refusal = { role: 'page', reason: 'origin', keyMatches: true, held: true, agoMs: 4000 } as const;
    const origin = 'https://workspace.example';
    assert.match(
      wrong({ refusals: [{ ...refusal, origin }] }),
      /bridge page in a frame of https:\/\/workspace.example, .* → .*Allow Origin.* your Workspace/,
    );
    assert.match(wrong({ refusals: [{ ...refusal, origin: 'null' }] }), /sandbox/);
  });

  it('repeats the last warnings of each page, each once', () => {
    const page = learnedPage();
    const notice = { kind: 'notice', time: 0, level: 'warning' } as const;
    for (const [seq, text] of ['one', 'two', 'one', 'three', 'four', 'four'].entries()) {
      page.record({ ...notice, seq: seq + 2, text });
    }
    page.record({ ...notice, seq: 9, level: 'info', text: 'by the way' });
    const said = diagnose({ ...good, pages: [page] }).flatMap(({ text }) => /^said: (.*)/.exec(text)?.[1] ?? []);
    assert.deepEqual(said, ['one', 'three', 'four']);
  });

  it('looks at each page: client library, replies, quarantine, allowed services, lost records', () => {
    const page = learnedPage();
    page.desk.apply({
      kind: 'desk',
      seq: 2,
      time: 0,
      library: false,
      refused: { 'agent.get': 'a secret', 'media.getMediaList': unanswered.noReply, 'a.b': unanswered.notAsked },
      services: ['agent.*'],
    });
    page.record({ kind: 'gap', seq: 7, time: 0, lost: 7 });
    for (const seq of [8, 9, 10]) {
      page.record({ kind: 'reply', seq, time: 0, callId: 'c', service: 's', outcome: 'timedOut', durationMs: 1 });
    }
    const report = diagnosisText({ ...good, pages: [page] }).replace(/\n +/g, ' ');
    for (const part of [
      /no client library/,
      /refused agent\.get →/,
      /did not answer media\.getMediaList, a\.b →/,
      /quarantine/,
      /may not use .*voice\.dial/,
      /7 records/,
    ]) {
      assert.match(report, part);
    }
  });

  it('names each widget of the simulated Workspace, and what to do where nothing answers', () => {
    const page = new TestPage({ place: 'simulator' });
    const address = 'http://localhost:5173/a?b';
    page.desk.apply({
      kind: 'desk',
      seq: 1,
      time: 0,
      services: ['*'],
      widgets: widgetStates.map((state) => ({ name: state, address, state })),
    });
    const report = diagnosisText({ ...good, pages: [page] }).replace(/\n +/g, ' ');
    const lines = [
      /✗ .*, widget unreachable: nothing answers at its address \(http:\/\/localhost:5173\) → Start the server/,
      /\? .*, widget loading: is loading/,
      /\? .*, widget loaded: is loaded; its client library is not seen yet/,
      /\? .*, widget silent: .* was not seen so far .*→ .*X-Frame-Options/,
      /✓ .*, widget library: its client library is seen; it has subscribed to no events/,
      /✗ .*, widget refused: .* does not accept its origin .*→ .*accepted-web-content-origins/,
      /✗ .*, widget quarantined: is in quarantine.* → .*release it/,
      /✓ .*, widget subscribed: has subscribed/,
    ];
    assert.equal(lines.length, widgetStates.length);
    for (const line of lines) assert.match(report, line);
    assert.doesNotMatch(report, /a\?b/);
    page.desk.clear();
    assert.doesNotMatch(diagnosisText({ ...good, pages: [page] }), /widget [a-z]+:/);
  });

  it('tells pages of one origin from each other', () => {
    const report = diagnosisText({ ...good, pages: [learnedPage(), learnedPage()] });
    for (const number of [1, 2]) assert.match(report, new RegExp(`Page ${number} of http`));
  });

  it('calls pages by their titles where it is read, and not where it is copied', () => {
    const simulator = new TestPage({ place: 'simulator', own: true, title: 'Deskside bridge', number: 2 });
    const pages = [learnedPage(), simulator];
    const read = diagnosisText({ ...good, pages }, 'titles').replace(/\n +/g, ' ');
    assert.match(read, /Page “My Widget” of http.*said hello/);
    assert.match(read, /Page “Simulated Workspace 2” of http.*said hello/);
    assert.doesNotMatch(diagnosisText({ ...good, pages }), /My Widget/);
  });

  it('has no question mark where an administrator leaves services out, and names them', () => {
    const page = learnedPage();
    const services = ['agent.*', 'interaction.*', 'voice.*'];
    page.desk.apply({ kind: 'desk', seq: 2, time: 0, services });
    const report = diagnosisText({ ...good, pages: [page] }).replace(/\n +/g, ' ');
    assert.match(report, /✓ Page of .*: may use \d+ of 74 services; it may not use .*auth\.getJwtToken/);
    assert.doesNotMatch(report, /^\?/m);
  });

  it('begins with how much is wrong, and with what that is', () => {
    const page = new TestPage({ place: 'simulator', own: true, number: 3 });
    const widgets = [{ name: 'w', address: 'http://localhost:5173/', state: 'unreachable' }] as const;
    page.desk.apply({ kind: 'desk', seq: 1, time: 0, services: ['*'], widgets: [...widgets] });
    const pages = [learnedPage(), learnedPage(), page];
    const [title, , , summary, , first, next] = diagnosisText({ ...good, pages }, 'titles').split('\n');
    assert.equal(title, 'Deskside: connection report');
    assert.equal(summary, '1 problem found.');
    assert.match(first ?? '', /^✗ Page “Simulated Workspace 3” of http.*, widget w: nothing answers at its address/);
    assert.match(next ?? '', /^ {4}→ Start the server/);
    const right = diagnosisText({ ...good, pages: [learnedPage()] }).split('\n');
    assert.equal(right[3], 'Nothing is wrong that can be seen from here.');
    assert.match(right[5] ?? '', /^✓ Workspace trust/);
  });

  it('counts one cause once', () => {
    const pages = [learnedPage()];
    const trouble = { kind: 'trouble', url: address, message: 'No relay answers there.', retrying: true } as const;
    const origin = 'https://widget.example';
    const refusals = [{ role: 'page', reason: 'origin', origin, keyMatches: true, agoMs: 4000 }] as const;
    assert.match(diagnosisText({ ...good, status: trouble, answer: 'nothing', pages, refusals }), /\n1 problem found/);
    assert.match(diagnosisText({ ...good, status: trouble }), /\? Allowed origins: .*\n\? Page: it needs/);
    assert.match(diagnosisText({ ...good, refusals }), /\n1 problem found[^]*Allow Origin/);
  });

  it('knows a page of its own that is open with an earlier key', () => {
    const refusals = [{ role: 'page', reason: 'key', origin: address, keyMatches: false, agoMs: 4000 }] as const;
    const found = wrong({ refusals });
    assert.match(found, /Deskside’s own with an earlier key: close it, and open it again/);
    assert.doesNotMatch(found, /script tag/);
  });

  it('knows a page that is outside Workspace, where no administrator is of help', () => {
    const page = learnedPage();
    page.desk.apply({ kind: 'desk', seq: 2, time: 0, refused: { 'agent.get': unanswered.outside } });
    const found = wrong({ pages: [page] });
    assert.match(found, /is not inside Workspace → Open it in Workspace/);
    assert.doesNotMatch(found, /administrator/);
  });

  it('leaves out whoever was turned away for an origin that is allowed by now', () => {
    const origin = 'https://widget.example';
    const refusals = [{ role: 'page', reason: 'origin', origin, keyMatches: true, agoMs: 4000 }] as const;
    assert.match(wrong({ refusals, pages: [learnedPage()] }), /page of https:\/\/widget\.example/);
    assert.equal(wrong({ refusals, pages: [learnedPage()], allowedOrigins: [origin] }), '');
  });

  it('says why Deskside could not be started', () => {
    const off = { address: undefined, answer: 'nothing', status: { kind: 'off' } } as const;
    assert.match(
      wrong({ ...off, startFailure: 'Port 1 is in use.' }),
      /is off\. The last start failed: Port 1 is in use\. → Correct that\. Run “Deskside: Start”/,
    );
  });

  it('holds nothing of a customer: no title, no address, no reason of Workspace, no value', () => {
    const page = learnedPage();
    page.info = { ...page.info, title: 'canary-title', location: 'http://localhost:5173/canary-path' };
    page.put({ interactionId: 'canary-id', userData: { key: 'canary-value' }, state: 'TALKING' });
    page.desk.apply({
      kind: 'desk',
      seq: 2,
      time: 0,
      refused: { 'agent.get': 'canary-reason' },
      agent: { name: 'canary-agent' },
    });
    assert.doesNotMatch(diagnosisText({ ...good, pages: [page] }), /canary/);
  });
});
