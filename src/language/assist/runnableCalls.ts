import { findMethod } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import type { ReadDocument } from '../checks/findProblems';
import { serviceOf } from '../meaning/callbacks';
import { literalArguments } from '../meaning/literals';

/** A call in the code that can be made on a page. */
export interface RunnableCall {
  readonly method: MethodSpec;
  /** Where the name of the method stands. */
  readonly offset: number;
  /** Where the call ends. */
  readonly end: number;
  /** The arguments that the code says itself, by their place. */
  readonly written: () => ReadonlyMap<number, unknown>;
}

/** The calls of services in a document that the public client library has, in the order of its text. */
export function runnableCalls({ code }: ReadDocument): readonly RunnableCall[] {
  return code.flatMap(({ calls, meaning }) =>
    calls.services.flatMap((call) => {
      const method = findMethod(serviceOf(call));
      if (method === undefined) return [];
      const { nameNode, node } = call;
      return [{ method, offset: nameNode.from, end: node.to, written: () => literalArguments(call, meaning) }];
    }),
  );
}
