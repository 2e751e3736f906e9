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
