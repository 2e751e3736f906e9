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
 */
export function scriptTag(relay: string, pageKey: string): string {
  return `<script src="${bridgeAddress(relay)}" data-key="${pageKey}"></script>`;
}

/** What the simulated Workspace is to show: widgets, once and beside each interaction, in which theme. */
export interface SimulatorLook {
  readonly widgets?: readonly string[];
  readonly interactionWidgets?: readonly string[];
  /** That of the browser, if it is not said. */
  readonly theme?: 'light' | 'dark';
}

/**
 * The address of the simulated Workspace.
 * The key stands in the fragment: a browser sends that to nobody.
 */
export function simulatorAddress(
  relay: string,
  pageKey: string,
  { widgets = [], interactionWidgets = [], theme }: SimulatorLook = {},
): string {
  const query = new URLSearchParams([
    ...widgets.map((widget) => ['widget', widget]),
    ...interactionWidgets.map((widget) => ['interactionWidget', widget]),
    ...(theme === undefined ? [] : [['theme', theme]]),
  ]).toString();
  return `${relay}${httpPaths.workspace}${query === '' ? '' : `?${query}`}#key=${pageKey}`;
}

/** The HTTP address of the relay whose WebSocket address this is; undefined if it is none. */
export function httpAddress(socketUrl: string): string | undefined {
  const url = URL.canParse(socketUrl) ? new URL(socketUrl) : undefined;
  const protocol = { 'ws:': 'http:', 'wss:': 'https:' }[url?.protocol ?? ''];
  return url === undefined || protocol === undefined ? undefined : `${protocol}//${url.host}`;
}
