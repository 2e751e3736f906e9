/* global window */
// Loaded first in a widget: writes down every message that the widget's window gets, as any listener of it sees it.
window.seen = [];
window.note = (...what) =>
  window.seen.push(JSON.parse(JSON.stringify(what, (key, value) => (value === undefined ? null : value))));
window.addEventListener('message', ({ data, origin }) => window.note('message', origin, data));
window.addEventListener('error', ({ message }) => window.note('error', message));
window.addEventListener('unhandledrejection', ({ reason }) => window.note('rejection', String(reason)));
