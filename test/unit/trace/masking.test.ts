import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NewRecord, PageRecord } from '../../../src/protocol/records';
import { valueForm, isCard, replaceForms } from '../../../src/trace/forms';
import { Masker } from '../../../src/trace/masker';
import { seeded } from '../../support/seed';

function record(fields: NewRecord): PageRecord {
  return { ...fields, seq: 1, time: 1_764_000_000_000 };
}

function maskedText(masker: Masker, fields: NewRecord): string {
  return JSON.stringify(masker.record(record(fields)));
}

const interaction = (more: object): { interactionId: string; [field: string]: unknown } => ({
  interactionId: '12',
  caseId: 'case-3',
  state: 'TALKING',
  media: 'voice',
  startDate: 1_764_000_000_000,
  ...more,
});

/** Records with a value in each place where a customer's can stand. */
const places: Readonly<Record<string, (value: string) => NewRecord>> = {
  'user data in an event': (value) => ({
    kind: 'event',
    name: 'interaction',
    data: { eventType: 'ADDED', interaction: interaction({ userData: { Customer: value } }) },
  }),
  'nested user data': (value) => ({
    kind: 'desk',
    interactions: [interaction({ userData: { a: { b: [value] } } })],
  }),
  'a contact': (value) => ({ kind: 'desk', interactions: [interaction({ contact: { displayName: value } })] }),
  'a party': (value) => ({ kind: 'desk', interactions: [interaction({ parties: [{ name: value }] })] }),
  'the number that calls': (value) => ({ kind: 'desk', interactions: [interaction({ ani: value })] }),
  'user data that the widget sets': (value) => ({
    kind: 'call',
    callId: 'c1',
    by: 'widget',
    service: 'interaction.setUserData',
    parameters: ['12', { Customer: value }],
  }),
  'whom it dials': (value) => ({
    kind: 'call',
    callId: 'c1',
    by: 'widget',
    service: 'voice.dial',
    parameters: [value, {}],
  }),
  'whom it consults': (value) => ({
    kind: 'call',
    callId: 'c1',
    by: 'widget',
    service: 'interaction.consult',
    parameters: ['12', { type: 'AGENT', destination: value }, {}, {}],
  }),
  'a toast': (value) => ({
    kind: 'call',
    callId: 'c1',
    by: 'widget',
    service: 'system.popupToast',
    parameters: [{ title: 'x', keyValues: { Who: value } }],
  }),
  'a call of an unknown service': (value) => ({
    kind: 'call',
    callId: 'c1',
    by: 'widget',
    service: 'crm.show',
    parameters: [{ who: [value] }],
  }),
  'a reply with user data': (value) => ({
    kind: 'reply',
    callId: 'c1',
    service: 'interaction.getInteractions',
    outcome: 'succeeded',
    durationMs: 1,
    data: [interaction({ userData: { Customer: value } })],
  }),
  'a preview record': (value) => ({
    kind: 'reply',
    callId: 'c1',
    service: 'outbound.getRecordFields',
    outcome: 'succeeded',
    durationMs: 1,
    data: { GSW_PHONE: value },
  }),
  'a token': (value) => ({
    kind: 'reply',
    callId: 'c1',
    service: 'auth.getJwtToken',
    outcome: 'succeeded',
    durationMs: 1,
    data: { token: value },
  }),
  'a message between widgets': (value) => ({ kind: 'message', data: { any: { where: value } } }),
  'an event of a widget': (value) => ({ kind: 'event', name: 'crm', data: { eventType: value } }),
  'the name of the agent': (value) => ({ kind: 'desk', agent: { firstName: value, state: 'Ready' } }),
};

describe('masking', () => {
  for (const [place, make] of Object.entries(places)) {
    it(`leaves no value of ${place}`, () => {
      const value = fc.stringMatching(/^[A-Za-z]{4,12} [A-Za-z]{4,12}[0-9]{3}$/);
      fc.assert(
        fc.property(value, (text) => !maskedText(new Masker(), make(text)).includes(text)),
        { ...seeded(), numRuns: 30 },
      );
    });
  }

  it('gives equal values equal stand-ins, and others others, in all places', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.oneof(
            fc.string({ minLength: 1 }),
            fc.integer(),
            fc.integer({ min: 0, max: 30 }),
            fc.constantFrom('a@b.example', '4111111111111111'),
          ),
          {
            minLength: 2,
            maxLength: 30,
          },
        ),
        (values) => {
          const masker = new Masker();
          const mask = (value: unknown): unknown => {
            const made = masker.record(record({ kind: 'message', data: value }));
            return made.kind === 'message' ? made.data : undefined;
          };
          const standIns = values.map(mask);
          assert.equal(new Set(standIns.map((each) => JSON.stringify(each))).size, values.length);
          assert.deepEqual(values.map(mask), standIns);
        },
      ),
      seeded(),
    );
  });

  it('keeps the form of a value', () => {
    const forms = ['ada@lovelace.example', '4111 1111 1111 1111', '+33 2 98 00 00 00', '01097', '1815-12-10', 'Ada'];
    const masker = new Masker();
    const made = masker.record(record({ kind: 'message', data: forms }));
    assert.ok(made.kind === 'message' && Array.isArray(made.data));
    const standIns = made.data.map(String);
    assert.deepEqual(standIns.map(valueForm), forms.map(valueForm));
    assert.deepEqual(
      standIns.slice(0, 4).map((each) => each.replace(/\d/g, '0')),
      ['person0@masked.example', '0000 0000 0000 0000', '+00 0 00 00 00 00', '00000'],
    );
    assert.ok(isCard(standIns[1] ?? ''));
    const number = masker.record(record({ kind: 'message', data: [12_345, -7, 1.25] }));
    assert.ok(number.kind === 'message');
    assert.match(JSON.stringify(number.data), /^\[\d{5},-\d,\d\.5\]$/);
  });

  it('leaves what is Workspace’s own: ids, states, media, times, names of services and keys', () => {
    const event = {
      kind: 'event',
      name: 'interaction',
      data: { eventType: 'STATUS_CHANGED', interaction: interaction({ userData: { Segment: 'Gold' } }) },
    } as const;
    const made = new Masker().record(record(event));
    assert.deepEqual(
      made,
      record({ ...event, data: { ...event.data, interaction: interaction({ userData: { Segment: 'text-1' } }) } }),
    );
    const call = {
      kind: 'call',
      callId: 'c1',
      by: 'widget',
      service: 'interaction.accept',
      parameters: ['12'],
    } as const;
    assert.deepEqual(
      new Masker().record(record({ ...call, parameters: ['12'] })),
      record({ ...call, parameters: ['12'] }),
    );
  });

  it('leaves the values of allowed keys', () => {
    const masker = new Masker({ allowedKeys: ['Segment'] });
    const text = maskedText(masker, {
      kind: 'desk',
      interactions: [interaction({ userData: { Segment: 'Gold', Name: 'Ada Lovelace' } })],
    });
    assert.ok(text.includes('"Segment":"Gold"'), text);
    assert.ok(!text.includes('Lovelace'), text);
  });

  it('replaces in a sentence what has a form, and values that it has seen', () => {
    const masker = new Masker();
    masker.record(record({ kind: 'desk', interactions: [interaction({ userData: { Name: 'Ada Lovelace' } })] }));
    assert.equal(
      masker.sentence('Ada Lovelace (ada@lovelace.example, +33 298 000 000) has card 4111-1111-1111-1111.'),
      'text-1 (person1@masked.example, +00 000 000 001) has card 0000-0000-0000-0018.',
    );
  });

  it('finds numbers and addresses, and none in ids, versions and times', () => {
    const found = (text: string): string => replaceForms(text, () => '#');
    for (const text of [
      '2026-11-29T15:51:49.000Z',
      '2026-11-29',
      '01f3a5b2-1234-5678-9012-345678901234',
      'ver 10.0.3 build 42',
      'case-3',
      '12',
    ]) {
      assert.equal(found(text), text);
    }
    assert.equal(found('call (030) 123 456 789 now'), 'call # now');
    assert.equal(found('Bearer abcdef1234567890'), 'Bearer #');
    assert.equal(found('a.b+c@mail.co.example!'), '#!');
    assert.equal(found('x eyJhbGciOi.eyJzdWIi.c2ln y'), 'x # y');
  });
});
