import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NewRecord } from '../../../src/protocol/records';
import { profileText, readProfile } from '../../../src/simulator/desk/profile/profile';
import { inShape } from '../../../src/simulator/desk/profile/shape';
import type { Shape } from '../../../src/simulator/desk/profile/shape';
import { SeenWorkspace } from '../../../src/simulator/desk/profile/seenWorkspace';
import { learnProfile, ProfileLearningError } from '../../../src/trace/profile/learnProfile';
import type { TraceEntry, TraceLoad } from '../../../src/trace/format';
import { seeded } from '../../support/seed';
import { PlayedDesk } from '../simulator/playedDesk';

const load: TraceLoad = {
  page: 'p',
  epoch: 1,
  title: '',
  location: '',
  origin: 'https://crm.example',
  place: 'widget',
};

function oneTrace(records: readonly NewRecord[], more: Partial<TraceLoad> = {}): [TraceEntry[]] {
  const entries: TraceEntry[] = [
    { load: { ...load, ...more } },
    ...records.map((record, index) => ({ page: 'p', epoch: 1, record: { ...record, seq: index + 1, time: index } })),
  ];
  return [entries];
}

const call = (state: string, more: object = {}) => ({
  interactionId: '7',
  caseId: 'c',
  media: 'voice',
  state,
  ...more,
});
const event = (name: string, data: unknown): NewRecord => ({ kind: 'event', name, data });
const wholeDesk: NewRecord = { kind: 'desk', whole: true, interactions: [] };

function failed(service: string, parameters: unknown[], errorMessage: string): NewRecord[] {
  return [
    { kind: 'call', callId: service, by: 'widget', service, parameters },
    { kind: 'reply', callId: service, service, outcome: 'failed', errorMessage, durationMs: 1 },
  ];
}

/** A live Workspace that names and shapes things in its own way. */
const lived: readonly NewRecord[] = [
  wholeDesk,
  event('interaction', { eventType: 'CALL_IN', subject: call('RINGING', { queue: 'x', userData: { Name: 'Ada' } }) }),
  event('interaction', { eventType: 'CALL_UP', subject: call('TALKING', { queue: 'x', userData: { Name: 'Ada' } }) }),
  event('interaction', { eventType: 'CALL_PARKED', subject: call('HELD', { queue: 'x', userData: { Name: 'Ada' } }) }),
  event('interaction', { eventType: 'DATA', subject: call('HELD', { queue: 'x', userData: { Name: 'Eve' } }) }),
  event('agent', { type: 'READY', state: { displayName: 'Ready', since: 5 } }),
  event('system', { eventType: 'POPUP_GONE', id: 'wweCustomToast0' }),
  ...failed('interaction.markdone', ['99'], 'Interaction 99 does not exist for Ada Lovelace.'),
];

describe('what is learned from a trace of a live Workspace', () => {
  it('is the event type for what happened, the shapes, new fields, and error texts', async () => {
    const { eventTypes, events, interactions, errorTexts } = await learnProfile(oneTrace(lived));
    assert.deepEqual(eventTypes, { ringing: 'CALL_IN', established: 'CALL_UP', held: 'CALL_PARKED', userData: 'DATA' });
    assert.deepEqual(events.interaction, { data: { members: { eventType: 'text', subject: 'interaction' } } });
    assert.deepEqual(events.agent, {
      data: { members: { type: 'text', state: { members: { displayName: 'text', since: 'number' } } } },
    });
    assert.deepEqual(events.toastClosed, {
      eventType: 'POPUP_GONE',
      data: { members: { eventType: 'text', id: 'text' } },
    });
    assert.deepEqual(interactions, { voice: { queue: 'text' } });
    assert.deepEqual(errorTexts, { unknownInteraction: 'Interaction {interaction} does not exist for ….' });
  });

  it('is read back from its file as it was written', async () => {
    const profile = await learnProfile(oneTrace(lived));
    assert.deepEqual(readProfile(profileText(profile)), profile);
  });

  it('is nothing where the interactions before are not known, for the first of them may have come long ago', async () => {
    const { eventTypes } = await learnProfile(oneTrace(lived.slice(1, 2)));
    assert.deepEqual(eventTypes, {});
  });

  it('is nothing of a simulated Workspace, and nothing of an empty trace', async () => {
    await assert.rejects(learnProfile(oneTrace(lived, { place: 'simulator' })), ProfileLearningError);
    await assert.rejects(learnProfile([]), /There is nothing to learn/);
  });

  it('has a member that is not always there as such', async () => {
    const { events } = await learnProfile(
      oneTrace([event('agent', { type: 'READY' }), event('agent', { type: 'NOT_READY', reason: 'Lunch' })]),
    );
    assert.deepEqual(events.agent, { data: { members: { type: 'text', 'reason?': 'text' } } });
  });

  it('makes the simulated desk speak so', async () => {
    const played = new PlayedDesk({}, new SeenWorkspace(await learnProfile(oneTrace(lived))));
    const id = played.world({ happens: 'inbound', media: 'voice' });
    played.act({ do: 'accept', interactionId: id });
    const [first] = played.told;
    assert.equal(first?.name, 'interaction');
    const { eventType, subject, interaction } = first.data as Record<string, Record<string, unknown>>;
    assert.deepEqual([eventType, subject?.interactionId, subject?.queue, interaction], ['CALL_IN', id, '', undefined]);
    assert.equal(played.error('interaction.markdone', '55'), 'Interaction 55 does not exist for ….');
    played.data('system.popupToast', { title: 'Hello', buttonShowDismiss: true });
    played.act({ do: 'dismissToast', toastId: 'wweCustomToast0' });
    assert.deepEqual(played.told.at(-1), { name: 'system', data: { eventType: 'POPUP_GONE', id: 'wweCustomToast0' } });
  });
});

/** A text that is nobody's but the customer's. */
const canary = fc.stringMatching(/^[a-z]{3,8}$/).map((letters) => `Zq${letters}`);

/** Records with a canary in each place where a value can stand that is no word of the API. */
function withCanaries(text: string): NewRecord[] {
  const interaction = call('RINGING', {
    [`queue`]: text,
    userData: { [text]: text },
    parties: [{ name: text, [text]: text }],
    contact: { [text]: text },
    ani: text,
    attached: { [text]: text },
    list: [text, { [text]: text }],
  });
  return [
    { kind: 'desk', whole: true, interactions: [], agent: { firstname: text }, media: [{ name: text }] },
    event('interaction', {
      eventType: 'CALL_IN',
      text,
      interaction,
      extra: { [text]: text },
      more: [{ [text]: text }],
    }),
    event('agent', { type: 'READY', state: { displayName: text }, who: { [text]: text } }),
    event('markdone', { interactionId: text, warning: text }),
    event('system', { eventType: 'POPUP_GONE', id: 'wweCustomToast0', text, keyValues: { [text]: text } }),
    event(`messenger:${text}`, { [text]: text }),
    event(text, { [text]: text }),
    ...failed('interaction.setUserData', [text, { [text]: text }], `No interaction ${text} of "${text}", ${text}`),
    ...failed(`crm.${text}`, [text], `Unknown service crm.${text} of ${text}`),
    ...failed('agent.setState', [text], `${text} is not a valid state for ${text}@example.com`),
    ...['media.getMediaList', 'outbound.getCampaigns', 'configuration.getOption', 'auth.getJwtToken'].flatMap(
      (service): NewRecord[] => [
        { kind: 'call', callId: service, by: 'bridge', service },
        {
          kind: 'reply',
          callId: service,
          service,
          outcome: 'succeeded',
          data: [{ name: text, options: { [text]: text }, [`fields`]: { [text]: text } }],
          durationMs: 1,
        },
      ],
    ),
    { kind: 'message', data: { [text]: text } },
    { kind: 'notice', level: 'info', text },
  ];
}

describe('a profile', () => {
  it('has no value of a customer’s, wherever in the trace it stands', async () => {
    await fc.assert(
      fc.asyncProperty(canary, async (text) => {
        const written = profileText(await learnProfile(oneTrace(withCanaries(text), { title: text, origin: text })));
        assert.ok(written.includes('POPUP_GONE'), written);
        assert.ok(!written.toLowerCase().includes(text.toLowerCase()), written);
      }),
      seeded(),
    );
  });

  it('is refused with a reason where it is none, of a newer version, damaged or too long', () => {
    const whole = { format: 'deskside-profile', version: 1, eventTypes: {}, events: {}, interactions: {}, results: {} };
    const text = (more: object) => JSON.stringify({ ...whole, errorTexts: {}, ...more });
    assert.equal(readProfile(text({})).version, 1);
    for (const [wrong, why] of [
      ['', /This is no profile/],
      ['[]', /This is no profile/],
      [text({ format: 'other' }), /This is no profile/],
      [text({ version: 2 }), /version 2 .* Update Deskside/],
      [text({ eventTypes: { held: 'A 5' } }), /eventTypes\.held: .* Correct it/],
      [text({ eventTypes: { nothing: 'HELD' } }), /eventTypes\.nothing: /],
      [text({ events: { agent: { data: { members: { a: { list: 'thing' } } } } } }), /events\.agent/],
      [text({ title: 'x'.repeat(300_000) }), /at most 262144 characters/],
    ] as const) {
      assert.throws(() => readProfile(wrong), { name: 'ProfileError', message: why }, wrong.slice(0, 80));
    }
    const deep = '{"members":{"a":'.repeat(5_000) + '"text"' + '}}'.repeat(5_000);
    assert.throws(() => readProfile(text({}).replace('"events":{}', `"events":{"agent":{"data":${deep}}}`)), {
      name: 'ProfileError',
    });
  });
});

describe('a payload in a learned shape', () => {
  it('takes values from wherever the desk’s own payload has them, and blanks for the rest', () => {
    const made = { eventType: 'HELD', interaction: { interactionId: '7', state: 'HELD', userData: { name: 'Ada' } } };
    const shape: Shape = {
      members: {
        interactionId: 'number',
        name: 'text',
        on: 'boolean',
        'reason?': 'text',
        all: { list: 'interaction' },
        it: 'interaction',
      },
    };
    assert.deepEqual(inShape(shape, made), {
      interactionId: 7,
      name: '',
      on: false,
      all: [],
      it: made.interaction,
    });
  });
});
