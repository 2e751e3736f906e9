/* global window */
// A widget without any library: it speaks the wire and keeps every message that it gets. Tests use `wire` from outside.
{
  let workspace = window.opener ?? window.parent;
  let count = 0;
  const waiting = new Map();
  const received = [];

  window.addEventListener('message', ({ data }) => {
    received.push(data);
    waiting.get(data?.referenceId)?.(data);
  });

  window.wire = {
    received,
    /** Talks to another window from now on, as `targetWWEWindow` does. */
    target(window) {
      workspace = window;
    },
    /** Sends a message as it is. */
    post: (message) => workspace.postMessage(message, '*'),
    /** Sends a message as the client library would and returns a promise of the reply, whole. */
    send(message) {
      const referenceId = String(count++);
      return new Promise((resolve) => {
        waiting.set(referenceId, resolve);
        workspace.postMessage({ referenceId, userAgent: 'WWE Client', protocolVersion: 2, ...message }, '*');
      });
    },
  };
}
