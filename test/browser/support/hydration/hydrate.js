/* global window, document, setTimeout, setInterval, clearInterval, requestIdleCallback */
// Hydrates the whole document with React, at the time that its tag names, and notes what React found wrong.
import { createElement } from 'react';
import { hydrateRoot } from 'react-dom/client';

const when = document.currentScript.dataset.when;
window.hydration = { mismatches: [], done: false };

/** What the server rendered, with the scripts as they stand in the page. */
function wholeDocument() {
  const scripts = [...document.body.querySelectorAll('script')].map(({ attributes }) =>
    Object.fromEntries([...attributes].map(({ name, value }) => [name, value])),
  );
  return createElement(
    'html',
    { lang: 'en' },
    createElement('head', null, createElement('title', null, 'A widget')),
    createElement(
      'body',
      null,
      createElement('h1', null, 'A widget'),
      ...scripts.map((attributes) => createElement('script', { key: attributes.src, ...attributes })),
    ),
  );
}

window.hydrate = () => {
  hydrateRoot(document, wholeDocument(), {
    onRecoverableError: (error) => window.hydration.mismatches.push(String(error)),
  });
  const look = setInterval(() => {
    // React marks the elements that it has taken over.
    if (!Object.keys(document.body).some((key) => key.startsWith('__reactFiber'))) return;
    clearInterval(look);
    window.hydration.done = true;
  }, 10);
};

const times = {
  'at once': window.hydrate,
  DOMContentLoaded: () => document.addEventListener('DOMContentLoaded', window.hydrate),
  load: () => window.addEventListener('load', window.hydrate),
  'soon after load': () => window.addEventListener('load', () => setTimeout(window.hydrate, 100)),
  'when idle': () => requestIdleCallback(window.hydrate),
  'when told': () => undefined,
};
times[when]();
