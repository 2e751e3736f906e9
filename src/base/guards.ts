/** Checks and look-ups for values that come from elsewhere. */

/** Whether `value` is an object with keys: neither null nor an array. */
export function isRecordObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type UnknownFunction = (...args: unknown[]) => unknown;

export function isFunction(value: unknown): value is UnknownFunction {
  return typeof value === 'function';
}

/**
 * The entry of a table under a key that comes from elsewhere, or undefined. Unlike plain indexing it does not find what
 * every object inherits, such as `constructor`.
 */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The code of an error of the operating system or of Node, such as `EADDRINUSE`. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** What an error says; of anything else that was thrown, its text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
