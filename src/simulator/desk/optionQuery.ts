import { nameFits } from './access/keyFilter';
import type { DeskOptions } from './state/options';

const defaultSection = 'interaction-workspace';

/**
 * The options that fit the names asked for, by section: `name`, `Section/name`, with `*` at the end of either
 * (reference).
 */
export function findOptions(
  options: DeskOptions,
  names: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const asked of names) {
    const slash = asked.indexOf('/');
    const section = slash < 0 ? defaultSection : asked.slice(0, slash);
    const name = asked.slice(slash + 1);
    const values = Object.hasOwn(options.configuration, section) ? (options.configuration[section] ?? {}) : {};
    for (const [option, value] of Object.entries(values)) {
      if (!nameFits(name, option)) continue;
      const ofSection = found.get(section) ?? new Map<string, string>();
      found.set(section, ofSection.set(option, value));
    }
  }
  return found;
}
