import type { SyntaxNode } from '@lezer/common';
import { contentOf } from '../syntax/nodes';
import { readArguments } from './calls';
import type { ServiceCall } from './calls';
import type { Meaning } from './meaning';
import { keysOf, sourceOf } from './values';

/**
 * The arguments of a call that the code says itself, by their place among the method's parameters. An optional one that the
 * code leaves out is undefined; one that has to be computed is missing.
 */
export function literalArguments(call: ServiceCall, meaning: Meaning): ReadonlyMap<number, unknown> {
  const found = new Map<number, unknown>();
  const read = readArguments(call, meaning);
  for (const [index, parameter] of (read === undefined ? [] : (call.method?.parameters ?? [])).entries()) {
    const written = read?.values.find((each) => each.parameter === parameter);
    if (written === undefined) {
      if (parameter.optional === true) found.set(index, undefined);
      continue;
    }
    const value = literal(written.node, meaning);
    if (value !== undefined) found.set(index, value.value);
  }
  return found;
}

interface Literal {
  readonly value: unknown;
}

function literal(node: SyntaxNode, meaning: Meaning): Literal | undefined {
  const source = sourceOf(node, meaning);
  const text = meaning.textOf(source);
  switch (source.name) {
    case 'String':
    case 'TemplateString':
      return stringLiteral(text);
    case 'Number':
      return numberLiteral(text);
    case 'UnaryExpression':
      return /^[-+]\s*[\d.]/.test(text) ? numberLiteral(text.replace(/\s/g, '')) : undefined;
    case 'BooleanLiteral':
      return { value: text === 'true' };
    case 'null':
      return { value: null };
    case 'ArrayExpression':
      return arrayLiteral(source, meaning);
    case 'ObjectExpression':
      return objectLiteral(source, meaning);
    default:
      return undefined;
  }
}

function numberLiteral(text: string): Literal | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : { value };
}

function stringLiteral(text: string): Literal | undefined {
  if (text.length < 2 || text.at(0) !== text.at(-1) || (text.startsWith('`') && text.includes('${'))) return undefined;
  const value = text
    .slice(1, -1)
    .replace(/\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r\n|[^]))/gi, (_, point, unit, byte, plain) => {
      const code: unknown = point ?? unit ?? byte;
      if (typeof code === 'string') return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
      return typeof plain === 'string' ? (escapes[plain] ?? plain) : '';
    });
  return { value };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r\n': '',
};

function arrayLiteral(node: SyntaxNode, meaning: Meaning): Literal | undefined {
  if (node.getChild('Spread') !== null) return undefined;
  const items = contentOf(node).map((each) => literal(each, meaning));
  return items.every((each) => each !== undefined) ? { value: items.map(({ value }) => value) } : undefined;
}

function objectLiteral(node: SyntaxNode, meaning: Meaning): Literal | undefined {
  const keys = keysOf(node, meaning);
  if (keys?.length !== node.getChildren('Property').length) return undefined;
  const entries: [string, unknown][] = [];
  for (const { name, value } of keys) {
    const found = value && literal(value, meaning);
    if (found === undefined) return undefined;
    entries.push([name, found.value]);
  }
  // A key such as __proto__ is a key like any other.
  return { value: Object.fromEntries(entries) };
}
