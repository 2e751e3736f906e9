/* global window, genesys */
// A widget as its authors write them: a classic script, a client library, callbacks.
const heard = [];
window.heard = heard;

genesys.wwe.service.subscribe(['agent', 'interaction'], function (message) {
  heard.push(message.event + ' ' + (message.data.eventType || message.data.type));
});
genesys.wwe.service.subscribe('media', function (message) {
  heard.push('media ' + message.data.name);
});
window.subscribed = new Promise(function (resolve) {
  genesys.wwe.service.sendMessage({ request: 'agent.get' }, resolve);
});

// Calls a service by its name; `done` gets what it returned or why it failed.
window.runService = function (service, parameters, done) {
  const [namespace, name] = service.split('.');
  genesys.wwe.service[namespace][name](
    ...parameters,
    function (reply) {
      done({ data: reply.data });
    },
    function (reply) {
      done({ why: reply.errorMessage || reply });
    },
  );
};
