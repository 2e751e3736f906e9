import assert from 'node:assert/strict';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import type { ParameterSpec } from '../../../src/api/method';
import { listAssumptions } from '../../../src/simulator/desk/assumptions';
import { defaultOptions } from '../../../src/simulator/desk/state/options';
import { paths } from './paths';
import { PlayedDesk, caller } from './playedDesk';

const everything = { acceptedOrigins: '* (*, auth.getJwtToken, auth.getPureCloudToken)' };

/** How the desk must stand for a service to have something to do; returns the id of the interaction that it is for. */
const settings: Readonly<Record<string, string>> = {
  'interaction.accept': 'a call rings',
  'interaction.reject': 'a chat is offered',
  'interaction.completeTransfer': 'a consultation is established',
  'interaction.completeConference': 'a consultation is established',
  'interaction.markdone': 'a call is released',
  'voice.answer': 'a call rings',
  'voice.resume': 'a call is held',
};

function settle(service: string, played: PlayedDesk): string {
  const namespace = service.split('.')[0];
  const name = settings[service] ?? (namespace === 'outbound' ? 'a record is loaded' : 'a call is established');
  const path = paths.find((candidate) => candidate.name === name);
  assert.ok(path !== undefined, name);
  const id = path.walk(played);
  if (/stopCall|pauseCall|resumeCall/.test(service)) played.act({ do: 'startRecording', interactionId: id });
  if (service === 'voice.resumeCallRecording') played.act({ do: 'pauseRecording', interactionId: id });
  if (service === 'outbound.cancelReschedule') {
    played.data('outbound.rescheduleRecord', id, 1, '12/24/2030 10:30', 'CAMPAIGN');
  }
  played.data('system.popupToast', { title: 'T' });
  played.data('system.openDialog', 'https://example.com', {});
  played.data('system.openDialog', 'https://example.com', {});
  played.data('system.updateViewInApplicationMenuBar', { name: 'myView' });
  return id;
}

function argument(played: PlayedDesk, id: string, { name, kind, example }: ParameterSpec): unknown {
  if (kind === 'interactionId' || kind === 'consultInteractionId') return id;
  if (kind === 'caseId') return played.interaction(id).caseId;
  return { campaignName: 'Renewals', key: 'key' }[name] ?? example;
}

describe('The simulated services', () => {
  for (const method of catalogue) {
    const service = serviceName(method);

    it(`${service} works, and its reply survives postMessage`, () => {
      const played = new PlayedDesk(everything);
      const id = settle(service, played);
      const data = played.data(service, ...method.parameters.map((parameter) => argument(played, id, parameter)));
      assert.equal(data !== undefined, method.result !== 'void', `${method.result}: ${JSON.stringify(data)}`);
      assert.deepEqual(structuredClone(data), data);
    });

    const [first] = method.parameters.filter(({ kind, optional }) => optional !== true && kind !== 'json');
    if (first !== undefined) {
      it(`${service} without arguments says which one is missing`, () => {
        const played = new PlayedDesk(everything);
        settle(service, played);
        const message = played.error(service);
        assert.ok(message.startsWith(`${service}: the argument `), message);
        assert.ok(
          method.parameters.some(({ name }) => message.includes(` ${name} `)),
          message,
        );
      });
    }

    if (method.parameters.some(({ kind }) => kind === 'interactionId') && method.name !== 'getByInteractionId') {
      it(`${service} of an unknown interaction says so`, () => {
        const played = new PlayedDesk(everything);
        const id = settle(service, played);
        const parameters = method.parameters.map((parameter) =>
          parameter.kind === 'interactionId' ? '99' : argument(played, id, parameter),
        );
        assert.equal(played.error(service, ...parameters), 'There is no interaction 99.');
      });
    }
  }

  it('that the reference has and the public library lacks work, too', () => {
    const played = new PlayedDesk(everything);
    const id = played.world({ happens: 'inbound', media: 'voice' });
    assert.deepEqual(played.data('configuration.getContextualOption', 'voice.auto-answer', id), [
      { name: 'interaction-workspace', options: { 'voice.auto-answer': 'false' } },
    ]);
    assert.equal(
      played.error('configuration.getContextualOption', 'voice.auto-answer', '99'),
      'There is no interaction 99.',
    );
    const token = played.data('auth.getPureCloudToken', true);
    assert.equal(typeof token, 'string');
    assert.equal(played.data('auth.getPureCloudToken'), token);
    assert.notEqual(played.data('auth.getPureCloudToken', true), token);
  });

  it('give a token with its end as a text, and the same one until then', () => {
    const played = new PlayedDesk(everything);
    const token = () => played.data('auth.getJwtToken') as { jwtToken: string; expiration: string };
    const first = token();
    const end = Date.parse(first.expiration);
    assert.equal(new Date(end).toISOString(), first.expiration);
    played.time.pass(end - played.time.now() - 1);
    assert.deepEqual(token(), first);
    played.time.pass(1);
    assert.notEqual(token().jwtToken, first.jwtToken);
    assert.ok(Date.parse(token().expiration) > end);
  });

  it('that nobody knows are refused by name', () => {
    assert.equal(new PlayedDesk().error('voice.sing', 1), 'There is no service voice.sing.');
    for (const name of ['__proto__', 'constructor', 'toString', '', 'interaction']) {
      assert.equal(new PlayedDesk().error(name), `There is no service ${name}.`);
    }
  });

  it('answer an id that no interaction has with null', () => {
    assert.equal(new PlayedDesk().data('interaction.getByInteractionId', '99'), null);
  });

  it('take ids as numbers, as older widgets send them', () => {
    const played = new PlayedDesk();
    played.world({ happens: 'inbound', media: 'voice' });
    played.data('interaction.accept', 1);
    assert.equal(played.state('1'), 'TALKING');
  });

  it('for calls refuse other media by name', () => {
    const played = new PlayedDesk();
    played.world({ happens: 'inbound', media: 'chat' });
    assert.match(played.error('voice.answer', '1'), /is for calls: the interaction 1 is of the media chat/);
  });

  it('look options up by section and with a star at the end', () => {
    const configuration = { ...defaultOptions.configuration, Mine: { 'a.one': '1', 'a.two': '2', b: '3' } };
    const played = new PlayedDesk({ configuration });
    assert.deepEqual(played.data('configuration.getOption', 'email.auto-answer'), [
      { name: 'interaction-workspace', options: { 'email.auto-answer': 'false' } },
    ]);
    assert.deepEqual(played.data('configuration.getOption', ['Mine/a.*', 'voice.auto*', 'none', '__proto__/x']), [
      { name: 'Mine', options: { 'a.one': '1', 'a.two': '2' } },
      { name: 'interaction-workspace', options: { 'voice.auto-answer': 'false' } },
    ]);
    assert.deepEqual(played.data('configuration.getOption', 'Mine/*'), [{ name: 'Mine', options: configuration.Mine }]);
    assert.deepEqual(played.data('configuration.getOption', 'none'), []);
  });

  it('mute the endpoint and say so', () => {
    const played = new PlayedDesk();
    played.data('sipEndpoint.muteMicrophone');
    assert.equal(played.data('sipEndpoint.isMicrophoneMute'), true);
    assert.equal(played.data('sipEndpoint.isSpeakerMute'), false);
    played.data('sipEndpoint.unmuteMicrophone');
    played.data('sipEndpoint.muteSpeaker');
    assert.equal(played.data('sipEndpoint.isMicrophoneMute'), false);
    assert.deepEqual(played.desk.state.speakerMuted, true);
  });

  it('pass messages on a channel to the other widgets', () => {
    const played = new PlayedDesk();
    played.data('messenger.broadcastMessage', 'news', { text: 'Hello' });
    assert.deepEqual(played.told, [{ name: 'messenger:news', data: { text: 'Hello' }, toOthers: true }]);
  });

  it('know which frame leads', () => {
    const played = new PlayedDesk();
    played.world({ happens: 'frameBecomes', role: 'negotiating' });
    const asked = ['isFrameLeading', 'isFrameFollowing', 'isFrameNegotiating', 'isFrameLeadingOrNegotiating'];
    assert.deepEqual(
      asked.map((name) => played.data(`system.${name}`)),
      [false, false, true, true],
    );
    assert.deepEqual(played.told, [
      { name: 'system', data: { eventType: 'FRAME_STATE_CHANGED', frameState: 'NEGOTIATING' } },
    ]);
  });

  it('see whether the widget that asks is visible', () => {
    const { desk } = new PlayedDesk();
    for (const visible of [true, false]) {
      const reply = desk.call('system.amIVisible', [], { ...caller(), visible: () => visible });
      assert.deepEqual(reply, { data: visible });
    }
  });

  it('count an activity as one', () => {
    const played = new PlayedDesk();
    played.time.pass(5_000);
    played.data('system.triggerActivity');
    assert.equal(played.desk.state.lastActivity, played.time.now());
  });
});

describe('What is only assumed', () => {
  it('is listed for the page, each with its evidence and why', () => {
    const lines = listAssumptions();
    assert.ok(lines.length > 80);
    for (const { note, evidence, topic, name } of lines) {
      assert.ok(note.length > 10, `${topic} ${name}`);
      assert.ok(['doc', 'seen', 'assumed'].includes(evidence));
    }
    assert.ok(lines.some(({ name, evidence, shown }) => name === 'established' && evidence === 'seen' && shown !== ''));
  });
});
