import { httpPaths } from '../../protocol/handshake';

const none = ["base-uri 'none'", "form-action 'none'", "object-src 'none'"];

/**
 * The simulated Workspace hosts widgets from anywhere. It asks their addresses whether anything answers, without reading
 * what: a browser does not say why a frame stays empty.
 */
const workspace = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src http: https: data:',
  'frame-src http: https:',
  'connect-src http: https:',
];

/** The bridge as web content: its script, its way to the relay, and its look whether that answers at all. */
const bridge = ["default-src 'none'", "script-src 'self'", "style-src 'self'"];

/** Everything else, which is the sample widget. */
const others = ["default-src 'self'", 'img-src http: https: data:'];

/**
 * The Content-Security-Policy of what a relay serves under this path; `hosts` are its own. Nothing says who may frame it: Workspace frames
 * the bridge and widgets, and a page of the user's own may frame the simulated Workspace.
 */
export function contentPolicy(path: string, hosts: ReadonlySet<string>): string {
  const connect = `connect-src 'self' ${[...hosts].map((host) => `ws://${host}`).join(' ')}`;
  const policies: Readonly<Record<string, readonly string[]>> = {
    [httpPaths.workspace]: workspace,
    [httpPaths.bridgePage]: [...bridge, connect],
  };
  return [...(policies[path] ?? [...others, connect]), ...none].join('; ');
}
