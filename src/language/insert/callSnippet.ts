import { serviceName } from '../../api/catalogue';
import type { MethodSpec, ParameterSpec } from '../../api/method';
import { serviceWithMedia, targetTypes } from '../../api/targetQuery';
import { snippetText } from '../../base/text/escapes';

/** How the code around a call makes its calls. */
export type CallStyle =
  /** With functions for the reply and the failure; `namespace` is the expression before the method's name. */
  | { readonly kind: 'callbacks'; readonly namespace: string; readonly typed: boolean }
  /** With promises; `isAsync` says whether `await` may stand there. */
  | { readonly kind: 'promises'; readonly namespace: string; readonly isAsync: boolean };

/** The style of code about which nothing is known. */
export function plainStyle({ namespace }: MethodSpec, typed = false): CallStyle {
  return { kind: 'callbacks', namespace: `genesys.wwe.service.${namespace}`, typed };
}

/** A call of a method as the lines of a snippet, with its arguments as tab stops. */
export function callSnippet(method: MethodSpec, style: CallStyle): readonly string[] {
  return style.kind === 'callbacks'
    ? callbackLines(method, `${snippetText(style.namespace)}.`, style.typed)
    : promiseLines(method, style);
}

/** The method's name with its arguments, to be typed behind what stands there. */
export function methodSnippet(method: MethodSpec, typed: boolean): readonly string[] {
  return callbackLines(method, '', typed, false);
}

function callbackLines(method: MethodSpec, before: string, typed: boolean, ends = true): readonly string[] {
  const stops = new TabStops();
  const values = method.parameters.map((parameter) => `  ${argument(parameter, method, stops)},`);
  const [reply, failure] = typed
    ? [': { data?: unknown }', ': string | { errorMessage: string }']
    : (['', ''] as const);
  const done =
    method.result === 'void' ? `console.log('${method.name} succeeded');` : `// reply.data: ${method.result}`;
  return [
    `${before}${method.name}(`,
    ...values,
    `  (${method.result === 'void' ? '' : `reply${reply}`}) => {`,
    `    ${stops.next(done)}`,
    '  },',
    `  (failure${failure}) => {`,
    "    const reason = typeof failure === 'string' ? failure : failure.errorMessage;",
    `    ${stops.next(`console.error('${method.name} failed:', reason);`)}`,
    '  },',
    ends ? ');' : ')',
  ];
}

function promiseLines(
  method: MethodSpec,
  { namespace, isAsync }: Extract<CallStyle, { readonly kind: 'promises' }>,
): readonly string[] {
  const stops = new TabStops();
  const call = (): string => {
    const values = method.parameters.map((parameter) => argument(parameter, method, stops));
    return `${snippetText(namespace)}.${method.name}(${values.join(', ')})`;
  };
  if (isAsync) {
    const result = method.result === 'void' ? '' : `const ${stops.next('result')} = `;
    return [`${result}await ${call()};`];
  }
  const called = call();
  return [
    `${called}.then(`,
    `  (${method.result === 'void' ? '' : 'result'}) => {`,
    `    ${stops.next(method.result === 'void' ? `console.log('${method.name} succeeded');` : `// result: ${method.result}`)}`,
    '  },',
    '  (error) => {',
    `    ${stops.next(`console.error('${method.name} failed:', error);`)}`,
    '  },',
    ');',
  ];
}

function argument(parameter: ParameterSpec, method: MethodSpec, stops: TabStops): string {
  switch (parameter.kind) {
    case 'targetQuery': {
      const type = stops.choice(Object.keys(targetTypes));
      const destination = stops.next('1001');
      const media = serviceName(method) === serviceWithMedia ? stops.next(", media: 'voice'") : '';
      return `{ type: '${type}', destination: '${destination}'${media} }`;
    }
    case 'keyValues':
      return JSON.stringify(parameter.example) === '{}'
        ? stops.next('{}')
        : `{ ${stops.next('key')}: '${stops.next('value')}' }`;
    case 'object':
    case 'json':
      return stops.next(literalOf(parameter.example ?? {}));
    case 'number':
      return stops.next(literalOf(parameter.example ?? 0));
    case 'string':
    case 'userDataKey':
    case 'mediaName':
    case 'stateOperation':
    case 'stringOrList':
      return typeof parameter.example === 'string' ? `'${stops.next(parameter.example)}'` : stops.next(parameter.name);
    default:
      return stops.next(parameter.name);
  }
}

/** A value as JavaScript writes it, in one line. */
function literalOf(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&')}'`;
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const keys = Object.entries(value).map(([key, each]) => `${key}: ${literalOf(each)}`);
  return keys.length === 0 ? '{}' : `{ ${keys.join(', ')} }`;
}

/** Counts the places in a snippet to which the Tab key leads. */
class TabStops {
  #last = 0;

  next(text: string): string {
    return `\${${++this.#last}:${snippetText(text)}}`;
  }

  choice(texts: readonly string[]): string {
    return `\${${++this.#last}|${texts.join(',')}|}`;
  }
}
