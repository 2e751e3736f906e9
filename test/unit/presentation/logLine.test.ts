import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interactionMethods } from '../../../src/api/methods/interaction';
import type { NewRecord, PageRecord } from '../../../src/protocol/records';
import { logPayload, PageLog } from '../../../src/presentation/log/logLine';
import { janesCall } from './pages';

function record(part: NewRecord): PageRecord {
  return { seq: 1, time: 0, ...part };
}

/** The lines that these records leave, with their levels. */
function lines(...records: NewRecord[]): string[] {
  const log = new PageLog();
  return records.map((each) => {
    const { level, text } = log.line(record(each), false);
    return `${level.padEnd(5)} ${text}`;
  });
}

describe('a line of the event log', () => {
  it('tells events, calls, replies and what else happens in aligned columns', () => {
    assert.deepEqual(
      lines(
        { kind: 'event', name: 'interaction', data: { eventType: 'ESTABLISHED', interaction: janesCall } },
        { kind: 'event', name: 'interaction', data: { eventType: 'CASE_SELECTED', selectedCaseId: 'case-1' } },
        { kind: 'event', name: 'agent', data: { type: 'READY' } },
        { kind: 'event', name: 'messenger:orders', data: 'hello' },
        { kind: 'call', callId: '1', by: 'widget', service: 'interaction.accept', parameters: ['7'] },
        {
          kind: 'call',
          callId: '2',
          by: 'tool',
          service: 'interaction.setUserData',
          parameters: ['7', { Account: 'secret', Note: 'secret' }],
        },
        {
          kind: 'call',
          callId: '3',
          by: 'widget',
          widget: 'orders.html',
          service: 'interaction.consult',
          parameters: ['7', { type: 'AGENT', destination: 'secret' }, {}, null],
        },
        { kind: 'call', callId: '4', by: 'bridge', service: 'agent.get' },
        { kind: 'call', callId: '5', by: 'widget', service: 'subscribe', parameters: ['interaction'] },
        { kind: 'reply', callId: '1', service: 'interaction.accept', outcome: 'succeeded', durationMs: 12.3 },
        {
          kind: 'reply',
          callId: '2',
          service: 'interaction.setUserData',
          outcome: 'failed',
          errorMessage: 'Not\nallowed',
          durationMs: 5,
        },
        { kind: 'reply', callId: '3', service: 'interaction.consult', outcome: 'timedOut', durationMs: 10_000 },
        { kind: 'desk', whole: true, interactions: [janesCall], services: ['a', 'b'], refused: { 'agent.get': 'No.' } },
        { kind: 'notice', level: 'warning', text: 'Workspace does not answer.' },
        { kind: 'gap', lost: 3 },
      ),
      [
        'info  ⚡ interaction ESTABLISHED            #7 voice RINGING {Account, Note}',
        'info  ⚡ interaction CASE_SELECTED          case case-1',
        'info  ⚡ agent READY',
        'info  ⚡ messenger:orders',
        'info  → interaction.accept                 #7  by widget',
        'info  → interaction.setUserData            #7 {Account, Note}  by you',
        'info  → interaction.consult                #7 AGENT •••  by orders.html',
        'debug → agent.get                          by bridge',
        'info  → subscribe                          interaction  by widget',
        'info  ← interaction.accept                 #7 succeeded in 12 ms  by widget',
        'warn  ← interaction.setUserData            #7 failed in 5 ms  ‹text of 11›  by you',
        'warn  ← interaction.consult                #7 no reply in 10000 ms  by orders.html',
        'debug ≡ desk                               1 interaction, 2 allowed services, no agent.get: ‹text of 3›',
        'warn  • bridge                             Workspace does not answer.',
        'warn  … gap                                3 records did not come',
      ],
    );
  });

  it('says of a call what it was caused by or came after, and where in the code it stands', () => {
    const log = new PageLog();
    const at = { file: 'http://localhost:5173/src/main.js', line: 12, column: 5 };
    const call = { kind: 'call', by: 'widget', service: 'agent.get' } as const;
    const records: NewRecord[] = [
      { kind: 'event', name: 'agent', data: { type: 'READY' } },
      { ...call, callId: '1', cause: { seq: 1 }, at },
      { kind: 'reply', callId: '1', service: 'agent.get', outcome: 'succeeded', durationMs: 1 },
      { ...call, callId: '2', cause: { seq: 3 } },
      { ...call, callId: '3', cause: { callId: '1' } },
      { ...call, callId: '4', after: { seq: 1 }, at: { ...at, file: 'a\nb' } },
      { ...call, callId: '5', after: { seq: 4000 } },
    ];
    const texts = records.map((part, index) => log.line({ ...part, seq: index + 1, time: 0 }, false).text);
    assert.deepEqual(
      texts.filter((text) => text.startsWith('→')).map((text) => text.replace(/.*by widget */, '')),
      [
        'caused by agent READY  at localhost:5173/src/main.js:12:5',
        'caused by the reply to agent.get',
        'caused by the reply to agent.get',
        'after agent READY  at a b:12:5',
        'after record 4000',
      ],
    );
    const payload = logPayload({ ...records[1], seq: 2, time: 0 } as PageRecord, false);
    assert.match(
      payload,
      /"cause":\{"seq":1\},"at":\{"file":"http:\/\/localhost:5173\/src\/main.js","line":12,"column":5\}/,
    );
  });

  it("keeps the bridge's own calls and their replies out of sight, unless they fail: then it says whose they are", () => {
    const written = (outcome: 'succeeded' | 'failed'): string[] =>
      lines(
        { kind: 'call', callId: 'deskside:1', by: 'bridge', service: 'agent.get' },
        { kind: 'reply', callId: 'deskside:1', service: 'agent.get', outcome, durationMs: 1 },
        { kind: 'reply', callId: '2', service: 'agent.get', outcome: 'succeeded', durationMs: 1 },
      );
    const levels = (outcome: 'succeeded' | 'failed'): string[] => written(outcome).map((line) => line.slice(0, 5));
    assert.deepEqual(levels('succeeded'), ['debug', 'debug', 'info ']);
    assert.deepEqual(levels('failed'), ['debug', 'warn ', 'info ']);
    assert.match(written('failed')[1] ?? '', /failed .* by bridge$/);
    assert.doesNotMatch(written('failed')[2] ?? '', /bridge/);
  });

  it('never breaks into a second line and never fails, whatever a page sends', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, fc.array(fc.jsonValue()), fc.jsonValue(), (name, parameters, data) => {
        for (const part of [
          { kind: 'event', name, data },
          { kind: 'call', callId: '1', by: 'widget', widget: name, service: name, parameters },
          { kind: 'call', callId: '1', by: 'widget', service: 'interaction.consult', parameters },
          { kind: 'reply', callId: '1', service: name, outcome: 'failed', errorMessage: name, durationMs: 1, data },
          { kind: 'notice', level: 'error', text: name },
        ] as const) {
          const made = record(part);
          for (const written of [
            new PageLog().line(made, false).text,
            logPayload(made, false),
            logPayload(made, true),
          ]) {
            assert.doesNotMatch(written, /[\n\r\u2028\u2029\u202e]|\p{Cs}/u);
          }
        }
      }),
    );
  });

  it("holds none of a customer's values in line and masked payload, only keys", () => {
    const canary = 'canary-4711';
    const data = {
      ...janesCall,
      ani: canary,
      dnis: canary,
      userData: { Account: canary, state: canary, nested: { type: canary, list: [canary] } },
      parties: [{ name: canary, type: canary }],
      contact: { displayName: canary },
      unknownField: canary,
      number: canary,
    };
    const calls = interactionMethods.map((method): NewRecord => {
      const parameters = method.parameters.map(({ kind }) =>
        kind === 'keyValues' ? { key: canary } : kind === 'string' ? canary : kind === 'targetQuery' ? canary : '7',
      );
      return {
        kind: 'call',
        callId: '1',
        by: 'widget',
        service: `${method.namespace}.${method.name}`,
        parameters,
      };
    });
    const others: NewRecord[] = [
      { kind: 'event', name: 'interaction', data: { eventType: 'X', interaction: data } },
      { kind: 'event', name: 'messenger:a', data: canary },
      {
        kind: 'event',
        name: 'messenger:a',
        data: { eventType: canary, type: canary, media: canary, selectedCaseId: canary },
      },
      {
        kind: 'event',
        name: 'messenger:a',
        data: { interaction: { interactionId: canary, state: canary, media: canary } },
      },
      { kind: 'event', name: 'unheardOf', data: { type: canary, interactionId: canary, state: canary } },
      { kind: 'event', name: 'constructor', data: { type: canary } },
      {
        kind: 'event',
        name: 'interaction',
        data: { eventType: 'X', about: { type: canary, state: canary, media: canary } },
      },
      { kind: 'event', name: 'interaction', data: { ...data, userData: canary, parties: [canary], contact: canary } },
      { kind: 'call', callId: '1', by: 'widget', service: 'interaction.accept', parameters: [{ name: canary }] },
      { kind: 'call', callId: '1', by: 'widget', service: 'interaction.accept', parameters: [[{ name: canary }]] },
      ...(['failed', 'timedOut', 'late', 'notSent'] as const).map((outcome): NewRecord => ({
        kind: 'reply',
        callId: '1',
        service: 'voice.dial',
        outcome,
        durationMs: 1,
        errorMessage: `No way to ${canary}`,
        data: { type: canary, state: canary },
      })),
      { kind: 'desk', refused: { 'agent.get': canary } },
      { kind: 'message', data: { interactionId: canary, state: canary } },
      { kind: 'call', callId: '1', by: 'tool', service: 'voice.dial', parameters: [canary, { type: canary }] },
      {
        kind: 'call',
        callId: '1',
        by: 'tool',
        service: 'interaction.consult',
        parameters: ['7', { type: 'AGENT', destination: canary, media: canary }, { a: canary }],
      },
      {
        kind: 'reply',
        callId: '1',
        service: 'interaction.getInteractions',
        outcome: 'succeeded',
        durationMs: 1,
        data: [data],
      },
      { kind: 'desk', interactions: [data], agent: { username: canary, state: canary } },
      { kind: 'message', data: canary },
    ];
    for (const made of [...calls, ...others].map(record)) {
      assert.ok(!new PageLog().line(made, false).text.includes(canary), new PageLog().line(made, false).text);
      assert.ok(!logPayload(made, false).includes(canary), logPayload(made, false));
    }
  });

  it('says in full why a call failed when the user asks for values', () => {
    const failed = {
      kind: 'reply',
      callId: '1',
      service: 'voice.dial',
      durationMs: 1,
      errorMessage: 'No way.',
    } as const;
    const refused = { 'agent.get': 'Not allowed.' };
    assert.ok(new PageLog().line(record({ ...failed, outcome: 'failed' }), true).text.endsWith('No way.'));
    assert.ok(new PageLog().line(record({ kind: 'desk', refused }), true).text.endsWith('no agent.get: Not allowed.'));
  });

  it('names types and states of agent and media in the payload', () => {
    const made = record({ kind: 'event', name: 'media', data: { type: 'READY', media: [{ state: 'READY' }] } });
    assert.ok(logPayload(made, false).includes('{"type":"READY","media":[{"state":"READY"}]}'));
  });

  it('shows the payload as it is when the user asks for it', () => {
    const made = record({ kind: 'event', name: 'interaction', data: janesCall });
    assert.ok(logPayload(made, true).includes('4711'));
    assert.ok(logPayload(made, false).includes('"Account":"‹text of 4›"'));
    assert.ok(logPayload(made, false).includes('"state":"RINGING"'));
  });
});
