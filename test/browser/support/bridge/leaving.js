/* global window */
// A widget that ends its call when it is left.
window.addEventListener('pagehide', () => window.genesys.wwe.service.voice.hangUp('1'));
