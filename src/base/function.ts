export type UnknownFunction = (...args: unknown[]) => unknown;

export function isFunction(value: unknown): value is UnknownFunction {
  return typeof value === 'function';
}
