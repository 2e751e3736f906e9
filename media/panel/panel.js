// The page of the editor tab in which VS Code shows the simulated Workspace: tells the simulator VS Code's theme, and shows
// the notice that it has to be opened anew.
const vscode = acquireVsCodeApi();
const frame = document.querySelector('iframe');
const notice = document.querySelector('.notice');

/** The theme of VS Code, by the names that the simulator has for them. */
const themes = {
  'vscode-light': 'light',
  'vscode-dark': 'dark',
  'vscode-high-contrast-light': 'highContrastLight',
  'vscode-high-contrast': 'highContrastDark',
};

const button = document.querySelector('button');
button.addEventListener('click', () => vscode.postMessage('openAnew'));
// Before that it would do nothing.
button.disabled = false;

if (frame !== null) {
  const { origin } = new URL(frame.src);
  const tellTheme = () => {
    const theme = themes[document.body.dataset.vscodeThemeKind];
    if (theme !== undefined) frame.contentWindow.postMessage({ mark: 'deskside.theme', theme }, origin);
  };
  new MutationObserver(tellTheme).observe(document.body, { attributeFilter: ['data-vscode-theme-kind'] });
  frame.addEventListener('load', tellTheme);
  // VS Code posts from this page's own origin. A message of another origin is of a web page in the frame.
  window.addEventListener('message', ({ origin: sender, data }) => {
    if (sender === window.origin && data.widgetsChanged !== undefined) notice.hidden = !data.widgetsChanged;
  });
}
