/* global window, document, WebSocket, Image, URL, setTimeout, fetch */
// What a hostile page can try on a relay, each thing with an outcome that tells all that the page got from it.

/** Each attempt comes to an end by itself, on a busy machine too; one that has not by then never does. */
const patienceMs = 60_000;

function outcome(begin) {
  return new Promise((done) => {
    setTimeout(() => done('nothing came'), patienceMs);
    begin(done);
  });
}

const identity = { page: 'evil-page', epoch: 1, title: '', location: '', place: 'widget', bridge: '' };
const hello = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params: { version: 2, ...identity } });

/** Opens a WebSocket and says what the relay says on it. */
function dial(url, protocols) {
  return outcome((done) => {
    const socket = new WebSocket(url, protocols);
    socket.onopen = () => socket.send(hello);
    socket.onmessage = ({ data }) => {
      done(`open ${JSON.parse(data).error?.message}`);
      // Before the relay does so, which would log that.
      socket.close();
    };
    socket.onclose = ({ code, wasClean }) => done(`closed ${code} ${wasClean}`);
  });
}

/** Opens a WebSocket as a page that has this key. */
function prove(url, key) {
  return outcome((done) => {
    const socket = new WebSocket(url, 'deskside.v2');
    const nonce = 'a'.repeat(43);
    const send = (message) => socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
    // At once: the relay does not wait for long.
    const answer = (relay) => {
      const proof = window.sign(key, 'page', new URL(url).host, { page: nonce, relay });
      send({ method: 'prove', params: { proof } });
      socket.send(hello);
    };
    socket.onopen = () => send({ id: 0, method: 'challenge', params: { nonce } });
    socket.onmessage = ({ data }) => {
      const { id, result } = JSON.parse(data);
      if (id === 0) answer(result.nonce);
      else {
        done(`open ${Object.keys(result ?? {})}`);
        socket.close();
      }
    };
    socket.onclose = ({ code, wasClean }) => done(`closed ${code} ${wasClean}`);
  });
}

async function ask(url, options) {
  try {
    const answer = await fetch(url, options);
    return `${answer.type} ${answer.status} ${await answer.text()}`;
  } catch (error) {
    return error.name;
  }
}

/** Puts an element into the page that loads something, and says whether it did. */
function include(name, attributes) {
  return outcome((done) => {
    const element = document.createElement(name);
    element.onload = () => done(`loaded, inside: ${String(element.contentDocument?.body.innerText)}`);
    element.onerror = () => done('failed');
    Object.assign(element, attributes);
    document.body.append(element);
  });
}

function submit(url, body) {
  return outcome((done) => {
    const frame = document.createElement('iframe');
    frame.name = 'target';
    const form = document.createElement('form');
    const field = document.createElement('textarea');
    Object.assign(form, { action: url, method: 'post', target: 'target', enctype: 'text/plain' });
    Object.assign(field, { name: body, value: '' });
    form.append(field);
    document.body.append(frame, form);
    // An empty frame is loaded too.
    frame.onload = () => {
      const inside = frame.contentDocument?.body.innerText;
      if (inside !== '') done(`loaded, inside: ${String(inside)}`);
    };
    form.submit();
  });
}

/** Everything, one after another. @param keys those that the page offers */
window.attack = async (relay, { page, tool }) => {
  const sockets = relay.replace(/^http/, 'ws');
  const allow = '{"jsonrpc":"2.0","id":1,"method":"allowOrigin","params":{"origin":"http://evil.example"}}';
  const attempts = {
    'a page of version 1 with a key': () => dial(`${sockets}/page`, ['deskside.v1', `key.${page}`]),
    'a page without a proof': () => dial(`${sockets}/page`, ['deskside.v2']),
    'a page with a key': () => prove(`${sockets}/page`, page),
    'a page with its key in the query': () => dial(`${sockets}/page?key=${page}`, ['deskside.v2']),
    'a tool with a key': () => dial(`${sockets}/tool`, ['deskside.v2', `key.${tool}`]),
    'a read of the start': () => ask(`${relay}/`),
    'a read of the bridge': () => ask(`${relay}/bridge.js`),
    'a read of the Workspace': () => ask(`${relay}/workspace`),
    'a read with credentials': () => ask(`${relay}/bridge`, { credentials: 'include' }),
    'a blind read': () => ask(`${relay}/bridge.js`, { mode: 'no-cors' }),
    'a blind post': () => ask(`${relay}/tool`, { mode: 'no-cors', method: 'POST', body: allow }),
    'a post with a preflight': () =>
      ask(`${relay}/tool`, { method: 'PUT', body: allow, headers: { 'Content-Type': 'application/json' } }),
    'a form': () => submit(`${relay}/tool`, allow),
    'a picture': () =>
      outcome((done) => {
        const image = new Image();
        image.onload = () => done('loaded');
        image.onerror = () => done('failed');
        image.src = `${relay}/bridge.js`;
      }),
    'a script of the Workspace': () => include('script', { src: `${relay}/workspace.js` }),
    'a style': () => include('link', { rel: 'stylesheet', href: `${relay}/workspace.js` }),
    'a frame with the bridge': () => include('iframe', { src: `${relay}/bridge` }),
    'a frame with the bridge and a wrong key': () =>
      include('iframe', { src: `${relay}/bridge#key=${'x'.repeat(43)}` }),
    'a frame with the Workspace': () => include('iframe', { src: `${relay}/workspace` }),
  };
  const outcomes = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      outcomes[name] = await attempt();
    } catch (error) {
      outcomes[name] = error.name;
    }
  }
  return outcomes;
};
