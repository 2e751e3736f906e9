import * as v from 'valibot';

/** The debug types of VS Code's JavaScript debugger that a configuration of type `deskside` may become. */
export const browserTypes = ['chrome', 'msedge', 'editor-browser'] as const;
export type BrowserType = (typeof browserTypes)[number];

/** A debug configuration as launch.json holds it, or as VS Code hands it over. */
export interface LaunchConfiguration {
  readonly [key: string]: unknown;
  readonly type: string;
  readonly name: string;
  readonly request: string;
}

/** Where a browser's configuration keeps what is Deskside's own. */
export const ownProperty = '__deskside';

/** What only a configuration of type `deskside` has, and no browser's. */
const ownKeys = ['widget', 'interactionWidget', 'scenario'] as const;

const webAddress = v.pipe(v.string(), v.url(), v.regex(/^https?:/));
const addressList = v.optional(
  v.union([
    v.array(webAddress),
    v.pipe(
      webAddress,
      v.transform((address) => [address]),
    ),
  ]),
);

const launchSchema = v.object({
  widget: addressList,
  interactionWidget: addressList,
  scenario: v.optional(v.pipe(v.string(), v.nonEmpty())),
  url: v.optional(webAddress),
});

/** What a launch is to show. With `url` it is a live Workspace, without one the simulated one. */
export type Launch = v.InferOutput<typeof launchSchema>;

const oneOrMore = 'must be one address that begins with http:// or https://, or a list of such addresses';

const problems: Readonly<Record<keyof Launch, string>> = {
  widget: oneOrMore,
  interactionWidget: oneOrMore,
  scenario: 'must be a file, or the name of a scenario that comes with Deskside',
  url: 'must be the address of Workspace, which begins with http:// or https://',
};

/** A configuration can't be used. The message is a clause that begins with the property's name. */
export class ConfigurationProblem extends Error {
  override readonly name = 'ConfigurationProblem';
}

/**
 * The browser that a configuration names, if any. A name of VS Code's debugger such as `pwa-chrome` counts, too.
 * @throws ConfigurationProblem if it names another thing
 */
export function namedBrowser({ browser }: LaunchConfiguration): BrowserType | undefined {
  if (browser === undefined) return undefined;
  const known = browserTypes.find((type) => type === browser || `pwa-${type}` === browser);
  if (known !== undefined) return known;
  throw new ConfigurationProblem(`“browser” must be one of ${browserTypes.join(', ')}`);
}

/**
 * The configuration of a browser that stands for one of type `deskside`. Deskside's own properties wait under
 * `ownProperty` until VS Code has put in values for their variables; all others are the browser's as they are.
 */
export function toBrowserConfiguration(configuration: LaunchConfiguration, type: BrowserType): LaunchConfiguration {
  const { name, request } = configuration;
  const isOwn = (key: string) => ownKeys.some((each) => each === key) || (key === 'url' && request === 'launch');
  const entries = Object.entries(configuration).filter(([key]) => key !== 'browser');
  return {
    ...(request === 'attach' ? browserToAttachTo : { url: 'about:blank' }),
    ...Object.fromEntries(entries.filter(([key]) => !isOwn(key))),
    name,
    request,
    type,
    [ownProperty]: Object.fromEntries(entries.filter(([key]) => isOwn(key))),
  };
}

/** Where browsers listen for debuggers by custom. They do so at this address alone, where `localhost` may be another one first. */
const browserToAttachTo = { address: '127.0.0.1', port: 9222 } as const;

/**
 * Deskside's own part of a browser's configuration, after VS Code has put in the values of variables.
 * @throws ConfigurationProblem
 */
export function readLaunch(own: unknown): Launch {
  const read = v.safeParse(launchSchema, own);
  if (!read.success) {
    const key = read.issues[0].path?.[0]?.key;
    const [name, problem] = Object.entries(problems).find(([each]) => each === key) ?? ['launch', 'must be an object'];
    throw new ConfigurationProblem(`“${name}” ${problem}`);
  }
  const { url, scenario } = read.output;
  if (url !== undefined && scenario !== undefined) {
    throw new ConfigurationProblem(
      '“scenario” is played in the simulated Workspace only, so it can’t stand beside “url”',
    );
  }
  return read.output;
}

/**
 * Where the debugger finds the sources of widgets. It takes the page's own origin for that of all scripts; a widget in a
 * frame has another one, and breakpoints in it would be set late without this.
 * @param webRoot the folder that the widget's server serves
 * @param widgets their addresses
 */
export function widgetPathMapping(webRoot: string, widgets: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(widgets.map((widget) => [`${new URL(widget).origin}/`, webRoot]));
}
