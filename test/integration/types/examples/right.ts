// Uses of the API that are right: no version of TypeScript may report anything here.
export {};
const { service } = genesys.wwe;

service.interaction.getInteractions(
  ({ data }) => {
    for (const { interactionId, state, userData } of data) console.log(interactionId, state, userData.Contract);
  },
  (failure) => console.error(typeof failure === 'string' ? failure : failure.errorMessage),
);
service.interaction.getByInteractionId('1', (reply) => console.log(reply.data?.contact?.displayName ?? 'none'));
service.interaction.setUserData('1', { Seen: 'C-1042' });
service.interaction.consult('1', { type: 'AGENT', destination: '1001', media: 'voice' }, undefined, {}, () => undefined);
service.interaction.consult('1', { target: 'SKILL', destination: 'Sales' }, {}, {});
service.interaction.singleStepTransfer('1', '5550199', null, null);
service.interaction.singleStepTransfer('1', { type: 'OUR_OWN_KIND', destination: 'x' }, {}, {});

service.voice.dial('5550199', (reply) => console.log(reply.data));
service.voice.dial('5550199', { Contract: 'C-1042' }, () => undefined, () => undefined);
service.email.create('someone@example.com');
service.agent.setState('AfterCallWork');
service.agent.setState('OutToLunch');
service.media.setState('voice', 'Ready');
service.agent.getStateList(({ data }) => data.map(({ operationName, reason }) => `${operationName} ${reason}`));
service.system.popupToast({ title: 'Hello', autoCloseTimeout: 5000, buttonShowDismiss: true }, ({ data: id }) => service.system.closeToast(id));
service.configuration.getOption(['voice.*', 'MySection/name'], (reply) => console.log(reply.data));
service.messenger.broadcastMessage('news', { text: 'Hello' });
service.auth.getJwtToken(({ data }) => fetch('/login', { headers: { Authorization: data.jwtToken } }));

const heard = service
  .subscribe('interaction', (message) => {
    const { data } = message;
    switch (data.eventType) {
      case 'CASE_SELECTED':
        console.log(data.selectedCaseId);
        break;
      case 'RINGING':
        console.log(data.interaction.ani);
        break;
    }
  })
  .subscribe(['agent', 'outbound'], (message) => {
    if (message.event === 'agent') console.log(message.data.type === 'READY');
    else if (message.data.eventType === 'CampaignStarted') console.log(message.data.mode);
  })
  .subscribe('messenger:news', ({ data }) => console.log(data));

/** Every kind of event is handled, or TypeScript says which is not. */
function nameOf(data: genesys.wwe.AgentEvent): string {
  switch (data.type) {
    case 'READY':
      return 'ready';
    case 'NOT_READY':
      return 'not ready';
    case 'NOT_READY_AFTER_CALLWORK':
      return 'after call work';
  }
}

const onAgent = ({ data }: genesys.wwe.EventOf<'agent'>) => console.log(nameOf(data));
heard.subscribe('agent', onAgent, window).unsubscribe(onAgent);
service.targetWWEWindow(window.parent);
service.onMessage = (text) => console.log(text);
const sent: string = window.genesys.wwe.service.sendMessage({ request: 'agent.get' }, (reply) => console.log(reply.data));
console.log(sent);
