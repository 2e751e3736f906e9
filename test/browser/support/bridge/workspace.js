/* global window, document, location, URLSearchParams, setTimeout */
// A Workspace as small as can be: it answers requests, keeps subscriptions and tells events. What it does is told in the
// address: `widget` is the page to host, `deaf=nested` makes it hear only the frames that it put there itself,
// `deaf=all` nobody, `refuse` a service that it does not allow, `popup` opens the widget as a window of its own.
const query = new URLSearchParams(location.search);
const interactions = [
  { interactionId: '1', caseId: 'case-1', state: 'TALKING', media: 'voice', userData: { account: '42' } },
  { interactionId: '2', caseId: 'case-2', state: 'ACCEPTED', media: 'chat', userData: {} },
];
const subscriptions = [];
let hears = false;
window.hear = () => {
  hears = true;
};
/** All that clients sent, with which frame sent it. */
window.received = [];

const services = {
  'interaction.getInteractions': () => interactions,
  'interaction.setUserData': (id, values) => {
    const interaction = interactions.find(({ interactionId }) => interactionId === id);
    Object.assign(interaction.userData, values);
    emit('interaction', { eventType: 'ATTACHED_DATA_CHANGED', interaction });
  },
  'interaction.markdone': () => {
    interactions.pop();
  },
  'agent.get': () => ({ username: 'kim' }),
  'agent.setState': () => undefined,
  'media.getMediaList': () => [{ name: 'voice', state: { displayName: 'Ready' } }],
  'system.getAllowedServices': () => ['interaction.getInteractions', 'agent.get'],
  'test.emit': (...events) => events.forEach(([name, data]) => emit(name, data)),
  'test.message': (message) =>
    new Set(subscriptions.map(({ source }) => source)).forEach((source) => source.postMessage(message, '*')),
  'test.refuse': () => {
    throw new Error('not today');
  },
};

window.emit = emit;
function emit(name, data) {
  for (const { source, events } of subscriptions) {
    if (events.includes(name)) post(source, { event: name, data });
  }
}

function post(target, message) {
  target.postMessage({ ...message, userAgent: 'WWE Server', protocolVersion: 2 }, '*');
}

window.addEventListener('message', ({ source, data }) => {
  if (!data || data.userAgent !== 'WWE Client') return;
  const child = source === (window.widgetWindow || window.parent);
  window.received.push({ ...data, from: child ? 'widget' : 'nested' });
  if (query.get('deaf') === 'all' && !hears) return;
  if (query.get('deaf') === 'nested' && !child) return;
  const { referenceId, request, parameters = [] } = data;
  if (data.event === 'subscribe') {
    const subscriptionId = subscriptions.filter((subscription) => subscription.source === source).length + 1;
    subscriptions.push({ source, subscriptionId, events: [].concat(data.data) });
    post(source, { referenceId, subscriptionId });
  } else if (data.event === 'unsubscribe') {
    const ended = subscriptions.find(
      (subscription) => subscription.source === source && subscription.subscriptionId === data.data,
    );
    ended.events = [];
    post(source, { referenceId });
  } else if (request === query.get('refuse')) {
    post(source, { referenceId, errorMessage: `${request} is not allowed` });
  } else if (request === 'test.late') {
    setTimeout(() => post(source, { referenceId, data: 'at last' }), 12000);
  } else if (request !== 'test.never') {
    try {
      post(source, { referenceId, data: services[request](...parameters) });
    } catch (error) {
      post(source, { referenceId, errorMessage: error.message });
    }
  }
});

if (query.has('popup')) {
  window.widgetWindow = window.open(query.get('popup'), 'widget', 'width=300,height=300');
} else if (query.has('widget')) {
  const frame = document.createElement('iframe');
  frame.src = query.get('widget');
  frame.name = 'widget';
  document.body.append(frame);
  window.widgetWindow = frame.contentWindow;
}
