import type { SyntaxNode } from '@lezer/common';
import { nearest } from '../../../base/text/nearest';
import { eventNames, messengerEventPrefix } from '../../../api/events/events';
import { targetTypes } from '../../../api/targetQuery';
import { eventNameNodes } from '../../meaning/callbacks';
import { readArguments } from '../../meaning/calls';
import type { Meaning } from '../../meaning/meaning';
import { objectsOf } from '../../meaning/objects';
import { textValueOf } from '../../meaning/values';
import { rangeOf, replace, withinQuotes } from '../check';
import type { Code } from '../../code';
import type { Check, Finding } from '../check';
import { comparisonsOf } from '../../meaning/comparisons';

/** A text in a place where the API knows only certain ones. */
export const unknownValue: Check = {
  name: 'unknown-value',
  severity: 'warning',
  summary: 'A target type, event name, event type or state that the Service Client API does not know.',
  find: (code) => [...targetTypesIn(code), ...eventNamesIn(code), ...comparedIn(code)],
};

function targetTypesIn({ meaning, calls }: Code): readonly Finding[] {
  return calls.services.flatMap((call) => {
    const query = readArguments(call, meaning)?.values.find(({ parameter }) => parameter.kind === 'targetQuery');
    const types = (query === undefined ? [] : objectsOf(query.node, meaning))
      .flat()
      .filter(({ name }) => name === 'type' || name === 'target');
    return types.flatMap(({ value }) =>
      value === undefined ? [] : unknown(value, meaning, Object.keys(targetTypes), 'target type'),
    );
  });
}

function eventNamesIn({ meaning, calls }: Code): readonly Finding[] {
  return calls.core
    .filter(({ member }) => member === 'subscribe')
    .flatMap((call) => eventNameNodes(call, meaning))
    .flatMap((node) => unknown(node, meaning, eventNames, 'event'));
}

function comparedIn({ meaning }: Code): readonly Finding[] {
  return comparisonsOf(meaning).flatMap(({ text, known, what, isOpen }) =>
    unknown(text, meaning, known, what).filter(({ fixes }) => !isOpen || fixes !== undefined),
  );
}

function unknown(node: SyntaxNode, meaning: Meaning, known: readonly string[], what: string): readonly Finding[] {
  const text = textValueOf(node, meaning);
  if (text === undefined || text === '' || known.includes(text) || text.startsWith(messengerEventPrefix)) return [];
  const meant = nearest(text, known);
  const isWritten = node.name === 'String';
  return [
    {
      range: rangeOf(node),
      message: `No ${what} of the Service Client API is called ${text}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
      ...(meant === undefined || !isWritten
        ? {}
        : { fixes: [replace(withinQuotes(node), meant, `Change to ${meant}`)] }),
    },
  ];
}
