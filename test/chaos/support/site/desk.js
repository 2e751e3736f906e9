/* global window, document, frames */
// The Workspace around the widget: it makes the events that the test asks for, and answers calls.
const load = Number(document.currentScript.dataset.load);
let events = 0;

/** What the test was not told yet. */
const untold = [];

/** After a crash the browser may give the page its way to the test only when it runs already. */
window.tellAll = () => {
  while (window.told && untold.length > 0) window.told(untold.shift());
};

function tell(news) {
  untold.push(JSON.stringify(news));
  window.tellAll();
}

function post(target, message) {
  target.postMessage({ ...message, userAgent: 'WWE Server', protocolVersion: 2 }, '*');
}

window.record = (count, bytes) => {
  for (let left = count; left > 0; left--) {
    post(frames[0], { event: 'agent', data: { mark: `${load}/${++events}`, filler: 'x'.repeat(bytes) } });
  }
};

// A listener of the widget's own counts what came to its window.
window.counted = (made) => tell({ news: 'recorded', load, events: made });

window.addEventListener('message', ({ source, data }) => {
  if (!data || data.userAgent !== 'WWE Client') return;
  if (data.request === 'interaction.getByInteractionId') {
    tell({ news: 'invoked', id: data.parameters[0] });
    window.record(1, 0);
  }
  post(source, { referenceId: data.referenceId, data: [] });
});
window.addEventListener('load', () => tell({ news: 'ready' }));
