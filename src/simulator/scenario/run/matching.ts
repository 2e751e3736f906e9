import { isRecordObject, lookup } from '../../../base/guards';

/**
 * Whether a value is as expected: of an object what is named must match, of a list each expected entry must match one
 * of the entries. Expected null also stands for what is not there.
 */
export function matches(expected: unknown, actual: unknown): boolean {
  if (expected === null) return actual === null || actual === undefined;
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && expected.every((entry) => actual.some((other) => matches(entry, other)));
  }
  if (isRecordObject(expected)) {
    return (
      isRecordObject(actual) && Object.entries(expected).every(([key, value]) => matches(value, lookup(actual, key)))
    );
  }
  return Object.is(expected, actual);
}

/** Whether the first parameters of a call are as expected. */
export function matchesParameters(expected: readonly unknown[], actual: readonly unknown[]): boolean {
  return expected.every((value, index) => matches(value, actual[index]));
}
