import { checkScenario } from './checkScenario';
import type { Scenario } from './scenario';
import shipped from './shipped.json';

const byName: Readonly<Record<string, unknown>> = shipped;

/** The names of the scenarios that come with Deskside, as in `?scenario=inbound-call`. */
export const shippedScenarioNames: readonly string[] = Object.keys(byName);

/** One of those; undefined for another name. */
export function findShippedScenario(name: string): Scenario | undefined {
  const checked = Object.hasOwn(byName, name) ? checkScenario(byName[name]) : undefined;
  return checked !== undefined && 'scenario' in checked ? checked.scenario : undefined;
}
