import * as v from 'valibot';

/** How a project serves its widget, as far as its package.json tells. */
export interface LaunchWidgetServer {
  /** Where, unless the project is set up otherwise. */
  readonly address: string;
  /** What starts it in a terminal. */
  readonly command: string;
}

/** The ports on which the development servers of these packages listen by default. Several may be there: the first counts. */
const defaultPorts = [
  ['vite', 5173],
  ['@angular/cli', 4200],
  ['next', 3000],
  ['react-scripts', 3000],
  ['@vue/cli-service', 8080],
  ['parcel', 1234],
  ['webpack-dev-server', 8080],
] as const;

/** Names by custom, the most telling first. */
const scriptNames = ['dev', 'serve', 'start'] as const;

const texts = v.optional(v.record(v.string(), v.string()), {});
const packageSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    scripts: texts,
    dependencies: texts,
    devDependencies: texts,
    packageManager: v.optional(v.string(), 'npm'),
  }),
);

/**
 * Guesses from a project's package.json how its widget is served; undefined where nothing tells.
 * @param packageText what the file holds
 */
export function widgetServerOf(packageText: string): LaunchWidgetServer | undefined {
  const read = v.safeParse(packageSchema, packageText);
  if (!read.success) return undefined;
  const { scripts, dependencies, devDependencies, packageManager } = read.output;
  const name = scriptNames.find((each) => Object.hasOwn(scripts, each));
  if (name === undefined) return undefined;
  const named = /(?:--port[= ]|-p |\bPORT=)(\d{2,5})\b/.exec(scripts[name] ?? '')?.[1];
  const packages = { ...dependencies, ...devDependencies };
  const port = named ?? defaultPorts.find(([each]) => Object.hasOwn(packages, each))?.[1];
  if (port === undefined) return undefined;
  const manager = /^(?:pnpm|yarn|bun)(?=@|$)/.exec(packageManager)?.[0] ?? 'npm';
  return { address: `http://localhost:${port}/`, command: `${manager} run ${name}` };
}
