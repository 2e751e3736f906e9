/**
 * The entry of a table under a key that comes from elsewhere, or undefined. Unlike plain indexing it does not find what
 * every object inherits, such as `constructor`.
 */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
