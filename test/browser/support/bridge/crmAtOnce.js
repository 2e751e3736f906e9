/* global window, document, URLSearchParams, location */
// A page that holds Workspace in a frame of its own and tells the library so before that has loaded.
const workspace = document.createElement('iframe');
workspace.name = 'workspace';
workspace.src = new URLSearchParams(location.search).get('workspace');
document.body.append(workspace);
document.addEventListener('DOMContentLoaded', () =>
  window.genesys.wwe.service.targetWWEWindow(workspace.contentWindow),
);
