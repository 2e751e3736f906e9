/* global window, document, URL, genesys */
// The inverted embedding: Workspace is in a frame of this page.
const frame = document.createElement('iframe');
frame.title = 'Workspace';
frame.src = new URL(document.URL).searchParams.get('workspace');
document.body.append(frame);
window.wire.target(frame.contentWindow);
genesys.wwe.service.targetWWEWindow(frame.contentWindow);
