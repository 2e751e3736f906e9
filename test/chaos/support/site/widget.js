/* global window, document, HTMLScriptElement, Storage, URL */
// A widget that counts its events. It stands before the bridge, whose connection it leads through the test's tap. It tells of
// events that are stored or acknowledged: the bridge does not promise to know of more after a crash.
let made = 0;
let told = 0;
/** How many events there were when a frame went out, by the number of its last record. */
const sent = new Map();
window.addEventListener('message', ({ data }) => {
  if (data && data.event === 'agent') made++;
});

function tellMade(events) {
  if (events > told) window.parent.counted(events);
  told = Math.max(told, events);
}

const { setItem } = Storage.prototype;
Storage.prototype.setItem = function (...item) {
  setItem.apply(this, item);
  tellMade(made);
};

// The bridge takes the tap for its relay, though its script comes from this site, which is there while the relay is down.
const relay = new URL(document.currentScript.dataset.socket).host;
const src = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src');
Object.defineProperty(HTMLScriptElement.prototype, 'src', {
  ...src,
  get() {
    return src.get.call(this).replace(/\/\/[^/]*(?=\/bridge\.js$)/, `//${relay}`);
  },
});

const RealSocket = window.WebSocket;
window.WebSocket = function (url, protocols) {
  const real = new RealSocket(url, protocols);
  real.send = function (text) {
    const [last] = [...text.matchAll(/"seq":(\d+)/g)].slice(-1);
    if (last) sent.set(Number(last[1]), made);
    RealSocket.prototype.send.call(real, text);
  };
  real.addEventListener('message', ({ data }) => {
    const ack = /"method":"ack".*"seq":(\d+)/.exec(data);
    for (const [seq, events] of sent) if (ack && seq <= Number(ack[1])) tellMade(events);
  });
  return real;
};
