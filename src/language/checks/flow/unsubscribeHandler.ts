import { kindOf, sourceOf } from '../../meaning/values';
import { unwrapped } from '../../meaning/meaning';
import { contentOf, isFunctionNode } from '../../syntax/nodes';
import { rangeOf } from '../check';
import type { Meaning } from '../../meaning/meaning';
import type { Code } from '../../code';
import type { Check, Finding } from '../check';
import type { SyntaxNode } from '@lezer/common';

/** `unsubscribe` with something that is not the function that was subscribed: it does nothing. */
export const unsubscribeHandler: Check = {
  name: 'unsubscribe-handler',
  severity: 'warning',
  summary: 'An unsubscribe that does not get the function that was subscribed.',
  find: (code) =>
    code.calls.core.flatMap(({ member, arguments: given, nameNode }) => {
      if (member !== 'unsubscribe') return [];
      const [handler] = given;
      if (handler === undefined)
        return [{ range: rangeOf(nameNode), message: 'unsubscribe needs the function that was subscribed.' }];
      return wrong(handler, code);
    }),
};

function wrong(handler: SyntaxNode, { meaning }: Code): readonly Finding[] {
  const written = unwrapped(handler);
  const range = rangeOf(handler);
  if (isFunctionNode(written) || isBound(written, meaning.textOf(written.firstChild ?? written))) {
    return [
      {
        range,
        message:
          'This makes a new function, and unsubscribe needs the very one that was subscribed. Keep it in a variable.',
      },
    ];
  }
  if (isService(written, meaning)) {
    return [
      {
        range,
        message:
          'unsubscribe needs the function that was subscribed, and does nothing with the service, which subscribe returns.',
      },
    ];
  }
  const kind = kindOf(handler, meaning);
  if (kind === 'function' || kind === 'unknown') return [];
  return [
    { range, message: `unsubscribe needs the function that was subscribed, and does nothing with ${describe(kind)}.` },
  ];
}

/** What `subscribe` returns is the service itself. */
function isService(written: SyntaxNode, meaning: Meaning): boolean {
  const source = sourceOf(written, meaning);
  const callee = source.name === 'CallExpression' && source.firstChild ? meaning.valueOf(source.firstChild) : undefined;
  return meaning.valueOf(source)?.kind === 'service' || (callee?.kind === 'core' && callee.name === 'subscribe');
}

function isBound({ name, lastChild }: SyntaxNode, callee: string): boolean {
  return name === 'CallExpression' && callee.endsWith('.bind') && lastChild !== null && contentOf(lastChild).length > 0;
}

function describe(kind: string): string {
  if (kind === 'string') return 'the name of an event';
  return kind === 'object' || kind === 'array' ? `an ${kind}` : `a ${kind}`;
}
