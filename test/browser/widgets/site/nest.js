/* global window, document */
// The inner frame's Workspace is not its parent but its parent's.
const inner = document.querySelector('iframe');
inner.addEventListener('load', () => inner.contentWindow.wire.target(window.parent));
