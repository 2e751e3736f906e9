import { readArguments } from '../../meaning/calls';
import { objectsOf } from '../../meaning/objects';
import type { ObjectKey } from '../../meaning/values';
import { rangeOf, replace, withinQuotes } from '../check';
import type { Check, Finding } from '../check';

/** `target` in a target query: the reference has it for consult alone, the vendor's sample and all other methods have `type`. */
export const targetKey: Check = {
  name: 'target-key',
  severity: 'warning',
  summary: 'A target query with the key target where type is meant.',
  find({ meaning, calls }) {
    const found = new Map<number, Finding>();
    for (const call of calls.services) {
      const query = readArguments(call, meaning)?.values.find(({ parameter }) => parameter.kind === 'targetQuery');
      for (const keys of query === undefined ? [] : objectsOf(query.node, meaning)) {
        const target = keys.find(({ name }) => name === 'target');
        if (target !== undefined && !keys.some(({ name }) => name === 'type'))
          found.set(target.node.from, finding(target));
      }
    }
    return [...found.values()];
  },
};

function finding({ node, value }: ObjectKey): Finding {
  const range = node.name === 'String' ? withinQuotes(node) : rangeOf(node);
  return {
    range: rangeOf(node),
    message: 'Call this key type: only the reference of consult calls it target, and the vendor’s sample does not.',
    fixes: [replace(range, value === undefined ? 'type: target' : 'type', 'Change to type')],
  };
}
