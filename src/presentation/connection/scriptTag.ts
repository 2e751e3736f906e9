import { httpPaths } from '../../protocol/handshake';

/**
 * Where the bridge's script is.
 * @param relay the relay's HTTP address, such as `http://127.0.0.1:PORT`
 */
export function bridgeAddress(relay: string): string {
  return `${relay}${httpPaths.bridgeScript}`;
}

/**
 * The script tag that brings the bridge into a widget's page.
 * @param relay the relay's HTTP address, such as `http://127.0.0.1:PORT`
 * @param callSites whether the page tells where in its code it makes calls
 */
export function scriptTag(relay: string, pageKey: string, callSites = true): string {
  const off = callSites ? '' : ' data-call-sites="off"';
  return `<script src="${bridgeAddress(relay)}" data-key="${pageKey}"${off}></script>`;
}

/** What the simulated Workspace is to show: widgets, once and beside each interaction, in which theme. */
export interface SimulatorLook {
  readonly widgets?: readonly string[];
  readonly interactionWidgets?: readonly string[];
  /** That of the browser, if it is not said. */
  readonly theme?: 'light' | 'dark' | 'highContrastLight' | 'highContrastDark';
}

/** The key for pages, or that of a Workspace which a tool opens: it is the relay's own in whatever frame, as in VS Code's. */
export type SimulatorKey = { readonly key: string } | { readonly simulatorKey: string };

/**
 * The address of the simulated Workspace.
 * The key stands in the fragment: a browser sends that to nobody.
 */
export function simulatorAddress(relay: string, key: SimulatorKey, look: SimulatorLook = {}): string {
  return `${unwatchedSimulatorAddress(relay, look)}#${new URLSearchParams({ ...key }).toString()}`;
}

/** The address of a simulated Workspace that no tool watches: no bridge is in its page. */
export function unwatchedSimulatorAddress(
  relay: string,
  { widgets = [], interactionWidgets = [], theme }: SimulatorLook = {},
): string {
  const query = new URLSearchParams([
    ...widgets.map((widget) => ['widget', widget]),
    ...interactionWidgets.map((widget) => ['interactionWidget', widget]),
    ...(theme === undefined ? [] : [['theme', theme]]),
  ]).toString();
  return `${relay}${httpPaths.workspace}${query === '' ? '' : `?${query}`}`;
}

/** The HTTP address of the relay whose WebSocket address this is; undefined if it is none. */
export function httpAddress(socketUrl: string): string | undefined {
  const url = URL.canParse(socketUrl) ? new URL(socketUrl) : undefined;
  const protocol = { 'ws:': 'http:', 'wss:': 'https:' }[url?.protocol ?? ''];
  return url === undefined || protocol === undefined ? undefined : `${protocol}//${url.host}`;
}
