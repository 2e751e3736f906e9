/* global window, document */
// A widget that counts its events. It stands before the bridge, whose socket it sends through the test's tap.
let made = 0;
window.addEventListener('message', ({ data }) => {
  if (data && data.event === 'agent') window.parent.counted(++made);
});

const { socket } = document.currentScript.dataset;
const RealSocket = window.WebSocket;
window.WebSocket = function (_, protocols) {
  return new RealSocket(socket, protocols);
};
