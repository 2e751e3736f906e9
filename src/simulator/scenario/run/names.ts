import { isRecordObject } from '../../../base/guards';

/** How an interaction is named in a scenario. */
export const namePattern = /^[A-Za-z]\w*$/;

/** A text that stands for an interaction's id, or for that of its case: `$call`, `$call.caseId`. */
const reference = /^\$([A-Za-z]\w*)(\.caseId)?$/;

/** An interaction that got a name. */
export interface Named {
  readonly interactionId: string;
  readonly caseId: string;
}

/** Looks a name up; undefined if nothing has it. */
export type Lookup = (name: string) => Named | undefined;

/** The name that a text refers to, or undefined. */
export function referredName(text: string): string | undefined {
  return reference.exec(text)?.[1];
}

/** A copy of a value in which references are replaced by ids. Those to nothing stay. */
export function resolve(value: unknown, lookup: Lookup): unknown {
  if (typeof value === 'string') {
    const [, name, ofCase] = reference.exec(value) ?? [];
    const found = name === undefined ? undefined : lookup(name);
    if (found === undefined) return value;
    return ofCase === undefined ? found.interactionId : found.caseId;
  }
  if (Array.isArray(value)) return value.map((each) => resolve(each, lookup));
  if (isRecordObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, lookup)]));
  }
  return value;
}

/** As resolve, for what an agent or the world does: `interactionId` and `caseId` of it are names of interactions. */
export function resolveAction(action: object, lookup: Lookup): unknown {
  const entries = Object.entries(action).map(([key, value]: [string, unknown]) => {
    const named =
      (key === 'interactionId' || key === 'caseId') && typeof value === 'string' ? lookup(value) : undefined;
    if (named !== undefined) return [key, key === 'caseId' ? named.caseId : named.interactionId];
    return [key, resolve(value, lookup)];
  });
  return Object.fromEntries(entries);
}
