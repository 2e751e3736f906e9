/* global window */
// A widget that speaks the wire by itself.
window.run = () =>
  new Promise((resolve) => {
    const send = (message) =>
      window.parent.postMessage({ ...message, userAgent: 'WWE Client', protocolVersion: 2 }, '*');
    window.addEventListener('message', ({ data }) => {
      if (data.referenceId === 'raw-3') resolve();
    });
    send({ event: 'subscribe', data: 'agent', referenceId: 'raw-0' });
    send({ request: 'test.emit', parameters: [['agent', { type: 'READY' }]], referenceId: 'raw-1' });
    send({ request: 'agent.get', referenceId: 'raw-2' });
    send({ request: 'test.refuse', referenceId: 'raw-3' });
  });
