import assert from 'node:assert/strict';
import { FakePage } from '../support/fakePage';
import { Canaries } from './support/canaries';
import { Product } from './support/product';

describe('what pages send, with the log at its most talkative', () => {
  let product: Product;
  before(async () => {
    product = await Product.start({ tracing: true });
  });
  after(() => product.stop());

  const canaries = new Canaries();
  const at = (place: string): string => canaries.next(place);

  const interaction = (): object => ({
    interactionId: '7',
    caseId: 'case-7',
    state: 'TALKING',
    media: 'voice',
    ani: at('ani'),
    dnis: at('dnis'),
    userData: { Account: at('userData'), Deep: { Key: at('userData.deep'), List: [at('userData.list')] } },
    parties: [{ name: at('party.name'), phone: at('party.other') }],
    contact: {
      displayName: at('contact.displayName'),
      firstName: at('contact.firstName'),
      lastName: at('contact.lastName'),
      emails: [at('contact.other')],
    },
    extensions: { Key: at('extensions') },
    subject: at('interaction.unknown'),
    attributes: { state: at('interaction.unknown.state'), interactionId: 5 },
  });

  /** Everything that a page can report, with a value of a customer's wherever one may be. */
  const records = (): object[] => {
    const call = (callId: string, service: string, ...parameters: unknown[]): object[] => [
      { kind: 'call', callId, by: 'widget', service, parameters },
      { kind: 'reply', callId, service, outcome: 'succeeded', data: { name: at('reply.data') }, durationMs: 3 },
      { kind: 'reply', callId, service, outcome: 'failed', errorMessage: at('reply.error'), durationMs: 3 },
      { kind: 'reply', callId, service, outcome: 'late', data: at('reply.text'), durationMs: 3 },
    ];
    return [
      {
        kind: 'desk',
        whole: true,
        interactions: [interaction()],
        agent: { userName: at('agent.userName'), state: at('agent.state'), phone: { number: at('agent.deep') } },
        media: [{ name: 'voice', number: at('media.number'), state: { displayName: at('media.state') } }],
        services: ['agent.get'],
        refused: { 'agent.getState': at('refused') },
      },
      ...['RINGING', 'ATTACHED_DATA_CHANGED', 'UNHEARD_OF'].map((eventType) => ({
        kind: 'event',
        name: 'interaction',
        data: {
          eventType,
          interaction: interaction(),
          note: at('event.interaction.other'),
          message: at('event.message'),
        },
      })),
      ...['agent', 'media', 'outbound', 'system', 'markdone', 'messenger.widget', 'unheardOf'].map((name) => ({
        kind: 'event',
        name,
        data: {
          text: at(`event.${name}`),
          data: { other: at(`event.${name}.deep`) },
          record: [at(`event.${name}.list`)],
        },
      })),
      { kind: 'event', name: 'agent', data: at('event.text') },
      { kind: 'message', data: { request: at('message'), data: [at('message.list')] } },
      ...call('1', 'interaction.setUserData', '7', { Account: at('call.keyValues') }),
      ...call('2', 'interaction.blockMarkdone', '7', at('call.string')),
      ...call(
        '3',
        'interaction.consult',
        '7',
        { type: 'AGENT', destination: at('call.target') },
        { Key: at('call.userData') },
      ),
      ...call('4', 'interaction.singleStepTransfer', '7', at('call.targetText')),
      ...call('5', 'voice.dial', at('call.dial'), { Key: at('call.extensions') }),
      ...call('6', 'messenger.broadcastMessage', { text: at('call.json') }),
      ...call('7', 'unheard.of', at('call.unknown'), { Key: at('call.unknown.deep') }),
      ...call('8', 'system.popupToast', { customToastParameters: { title: at('call.toast') } }),
      { kind: 'event', name: 'outbound', data: { eventType: 'THE_LAST_ONE' } },
    ];
  };

  it('leaves no value of a customer’s in any file: no log, state, storage or setting', async () => {
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    const pageKey = await product.pageKey();
    await workbench.runCommand('Deskside: Show Events');

    const title = at('title');
    const page = await FakePage.connect(product.relayPort, pageKey, { place: 'widget', title });
    page.record(...records());
    await workbench.outputLine('THE_LAST_ONE').waitFor();
    await workbench.outputLine('[trace]').waitFor();

    // What a tool does, with its outcome, and a failure whose words the user is shown.
    const call = workbench.tree('Interactions').filter({ hasText: 'call' }).first();
    await call.waitFor();
    const shown = at('invoke.error');
    page.result = { outcome: 'failed', errorMessage: shown, data: { errorMessage: shown }, durationMs: 3 };
    await workbench.runCommand('Deskside: Invoke Service…');
    await workbench.pick('agent.get');
    await workbench.message(shown).waitFor();

    // Whatever breaks the protocol is told with where it broke, not with what was there.
    const broken = await FakePage.connect(product.relayPort, pageKey, { place: 'widget', id: 'broken-page' });
    broken.record({ kind: 'event', name: [at('broken.value')], unknownKey: at('unknown.key.value') });
    await workbench.outputLine('closed a page with 4400').waitFor();

    const files = await product.files();
    const log = [...files].filter(([name]) => name.endsWith('Deskside Events.log')).map(([, text]) => text);
    assert.match(log.join(''), /\[trace\].*THE_LAST_ONE/, 'the log is at its most talkative');
    const holding = [...files].flatMap(([name, text]) => canaries.in(text).map((value) => `${value} in ${name}`));
    assert.deepEqual(holding, []);
    assert.ok(canaries.count > 100);
  });
});
