import * as v from 'valibot';
import { findMethod, serviceName, signatureOf } from '../../api/catalogue';
import type { MethodSpec, ParameterKind } from '../../api/method';
import { targetTypes } from '../../api/targetQuery';
import { isRecordObject } from '../../base/guards';
import { oneLine } from '../../base/text/oneLine';
import { InvokeError } from './invokeError';

const filled = v.pipe(v.string('must be a string'), v.minLength(1, 'must not be empty'));
const keyValues = v.custom<Record<string, unknown>>(isRecordObject, 'must be an object');
const targetType = v.picklist(
  Object.keys(targetTypes),
  `must have a type: one of ${Object.keys(targetTypes).join(', ')}`,
);

/** What each kind of parameter takes. A target's `target` key, as the reference has it for consult, counts as its type. */
const parameterSchemas: Readonly<Record<ParameterKind, v.GenericSchema>> = {
  interactionId: filled,
  consultInteractionId: filled,
  caseId: filled,
  targetQuery: v.union(
    [
      filled,
      v.looseObject({ type: targetType, destination: filled, media: v.optional(filled) }),
      v.looseObject({ target: targetType, destination: filled, media: v.optional(filled) }),
    ],
    'must be a destination, or an object with type and destination',
  ),
  keyValues,
  object: keyValues,
  userDataKey: filled,
  stateOperation: filled,
  mediaName: filled,
  string: v.string('must be a string'),
  number: v.number('must be a number'),
  stringOrList: v.union([filled, v.array(filled)], 'must be a name or a list of names'),
  json: v.unknown(),
};

/**
 * The reason why `value` can't be an argument of this kind, such as "must be a number", or undefined if it can.
 */
export function argumentProblem(kind: ParameterKind, value: unknown): string | undefined {
  const result = v.safeParse(parameterSchemas[kind], value);
  return result.success ? undefined : result.issues[0].message;
}

/**
 * Finds the method and checks the arguments against the catalogue.
 * @throws InvokeError that names the unknown service or the bad argument
 */
export function checkCall(service: string, parameters: readonly unknown[]): MethodSpec {
  const method = findMethod(service);
  if (method === undefined) {
    throw new InvokeError(
      'unknownService',
      `There is no service "${oneLine(service, 80)}". Pick one from Invoke Service….`,
    );
  }
  if (parameters.length > method.parameters.length) {
    throw badArgument(method, `takes ${method.parameters.length} arguments, not ${parameters.length}`);
  }
  method.parameters.forEach((parameter, index) => {
    const value = parameters[index];
    if ((value === undefined || value === null) && (parameter.optional === true || parameter.kind === 'keyValues'))
      return;
    const problem = argumentProblem(parameter.kind, value);
    if (problem !== undefined) throw badArgument(method, `${parameter.name} ${problem}`);
  });
  return method;
}

function badArgument(method: MethodSpec, problem: string): InvokeError {
  return new InvokeError('badArgument', `${serviceName(method)}: ${problem}. It is called ${signatureOf(method)}.`);
}
