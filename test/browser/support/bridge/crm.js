/* global window, document, URLSearchParams, location */
// A page that holds Workspace in a frame of its own and tells the library so.
const workspace = document.createElement('iframe');
workspace.name = 'workspace';
workspace.onload = () => {
  window.note('returned', window.genesys.wwe.service.targetWWEWindow(workspace.contentWindow));
  window.ready = true;
};
workspace.src = new URLSearchParams(location.search).get('workspace');
document.body.append(workspace);
