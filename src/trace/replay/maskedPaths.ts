import { isRecordObject } from '../../base/guards';
import { Masker } from '../masker';

/** A text that no form of stand-ins has, so that it stays where nothing is masked. */
const probe = 'probe';

/**
 * Where in the parameters of a call a trace has stand-ins: the paths of the values that a masker replaces, whatever they
 * are, such as `/1/Seen`.
 */
export function maskedPaths(service: string, parameters: readonly unknown[], allowedKeys: readonly string[]): string[] {
  const probed = parameters.map((each) => withLeaves(each, () => probe));
  const masker = new Masker({ allowedKeys });
  const record = masker.record({
    kind: 'call',
    seq: 1,
    time: 0,
    callId: '1',
    by: 'widget',
    service,
    parameters: probed,
  });
  const masked = record.kind === 'call' ? (record.parameters ?? []) : [];
  return masked.flatMap((each, index) => changedIn(each, `/${index}`));
}

/** The values of a tree with their paths. */
export function leavesOf(value: unknown, path: string): { readonly path: string; readonly value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => leavesOf(each, `${path}/${index}`));
  if (!isRecordObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, `${path}/${key}`));
}

function changedIn(value: unknown, path: string): string[] {
  return leavesOf(value, path).flatMap((leaf) => (leaf.value === probe ? [] : [leaf.path]));
}

function withLeaves(value: unknown, make: () => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withLeaves(each, make));
  if (!isRecordObject(value)) return make();
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withLeaves(each, make)]));
}
