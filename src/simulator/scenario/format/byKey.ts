import * as v from 'valibot';
import { isRecordObject } from '../../../base/guards';

/**
 * Objects of which exactly one key tells the kind, such as `{ called: … }` or `{ event: … }`. Unlike with a union, what
 * is wrong is said about the kind that the author meant. The schema bears its kinds, so that the keys can be listed.
 */
export function byKey<S extends v.GenericSchema<object>>(kinds: Readonly<Record<string, S>>) {
  const keys = Object.keys(kinds);
  const noKind = v.never(`must have exactly one of these keys: ${keys.join(', ')}`);
  const lazy = v.lazy((value): S | typeof noKind => {
    const [key = '', ...others] = isRecordObject(value) ? keys.filter((each) => Object.hasOwn(value, each)) : [];
    return others.length > 0 ? noKind : (kinds[key] ?? noKind);
  });
  return { schema: Object.assign(lazy, { kinds }), kinds };
}
