import { escapedAttribute } from '../text/escapedAttribute';

/** What the page of the simulator's editor tab is made of. */
export interface PanelPage {
  /** The address of the simulated Workspace; undefined shows a notice in its place. */
  readonly address: string | undefined;
  /** Counts the pages of a tab: VS Code loads no page again whose text is the same. */
  readonly load: number;
  /** Where VS Code serves the script and the style sheet of the page, and what its Content Security Policy calls that. */
  readonly script: string;
  readonly style: string;
  readonly source: string;
}

/** What the simulator's frame may do: reach this machine, and what it lets its widgets do. */
const permissions =
  'loopback-network; local-network; local-network-access; microphone; camera; autoplay; clipboard-read; clipboard-write';

/**
 * The HTML of the editor tab that shows the simulated Workspace. Nothing but the simulator's origin is framed, and no script but
 * ours runs.
 */
export function panelPage({ address, load, script, style, source }: PanelPage): string {
  const frames = address === undefined ? "'none'" : new URL(address).origin;
  const policy = `default-src 'none'; script-src ${source}; style-src ${source}; frame-src ${frames}`;
  const [notice, hidden, frame] =
    address === undefined
      ? ['The simulated Workspace was closed.', '', '']
      : [
          'The widgets in the settings have changed.',
          ' hidden',
          `<iframe title="Simulated Workspace" src="${escapedAttribute(address)}" allow="${permissions}"></iframe>`,
        ];
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapedAttribute(policy)}" />
    <title>Simulated Workspace</title>
    <link rel="stylesheet" href="${escapedAttribute(style)}" />
  </head>
  <body data-load="${load}">
    <div class="notice" role="status"${hidden}><p>${notice}</p><button disabled>Open Anew</button></div>
    ${frame}
    <script src="${escapedAttribute(script)}"></script>
  </body>
</html>
`;
}
