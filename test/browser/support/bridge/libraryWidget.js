/* global window, document, DOMException */
// A widget as its author writes it, with a client library.
window.run = async () => {
  const { service } = window.genesys.wwe;
  const call = (namespace, name, ...args) =>
    new Promise((resolve) => {
      const end = (kind) =>
        function (reply) {
          window.note(kind, `${namespace}.${name}`, reply, this === service);
          resolve();
        };
      service[namespace][name](...args, end('succeeded'), end('failed'));
    });
  const context = { name: 'context' };
  function onEvent(event) {
    window.note('event', event, this === context);
  }
  window.note('returned', service.subscribe(['agent', 'interaction', 'messenger:desk'], onEvent, context) === service);
  service.onMessage = (text) => window.note('plain', text);
  await call('agent', 'get');
  await call('interaction', 'setUserData', '1', { note: 'from the widget' });
  await call('test', 'refuse');
  await call('test', 'emit', ['interaction', { eventType: 'HELD' }], ['messenger:desk', { hello: 1 }]);
  await call('test', 'emit', ['agent', { type: 'READY' }], ['agent', { type: 'READY' }]);
  await call('test', 'message', 'wwe says so');
  await call('test', 'message', { userAgent: 'WWE Server', unheardOf: true });
  window.note('id', typeof service.sendMessage({ request: 'agent.get' }));
  window.note(
    'own id',
    service.sendMessage({ request: 'agent.get', referenceId: 'mine' }, () => undefined),
  );
  try {
    service.voice.hold({ cannot: () => 'be cloned' });
  } catch (error) {
    window.note('thrown', error.name, error instanceof DOMException);
  }
  service.unsubscribe(onEvent);
  await call('agent', 'get');
  await call('test', 'emit', ['agent', { type: 'NOT_READY' }]);
  window.note('shape', service.sendMessage.name, service.sendMessage.length, Object.keys(service));
  window.note('window', window.length, Object.keys(window.genesys), document.querySelectorAll('iframe').length);
};
