import { nameFits } from './keyFilter';
import type { DeskOptions } from './options';

const defaultSection = 'interaction-workspace';

/**
 * The options that fit the names asked for: `name`, `Section/name`, with `*` at the end of either (reference). Found
 * ones stand under their name, with the section before it unless it is the default one.
 */
export function findOptions(options: DeskOptions, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const asked of names) {
    const slash = asked.indexOf('/');
    const section = slash < 0 ? defaultSection : asked.slice(0, slash);
    const name = asked.slice(slash + 1);
    const values = Object.hasOwn(options.configuration, section) ? (options.configuration[section] ?? {}) : {};
    for (const [option, value] of Object.entries(values)) {
      if (nameFits(name, option)) found.set(slash < 0 ? option : `${section}/${option}`, value);
    }
  }
  return found;
}
