import * as v from 'valibot';

/**
 * Takes a value through a schema.
 * @throws Error that names the place and what is wrong there
 */
export function checked<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'The whole'}: ${issue.message}`);
}
