import { serviceName, signatureOf } from '../../src/api/catalogue';
import { eventNames } from '../../src/api/events';
import type { MethodSpec, ParameterSpec } from '../../src/api/method';
import { interactionMethods } from '../../src/api/methods/interaction';
import { serviceWithMedia, targetTypes } from '../../src/api/targetQuery';
import { defaultPort } from '../../src/protocol/handshake';
import { scriptTag } from '../../src/session/presentation/scriptTag';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}
type Snippets = Readonly<Record<string, Snippet>>;

interface Language {
  /** The type of what `succeeded` gets, and of what `failed` gets. */
  readonly reply: string;
  readonly failure: string;
  readonly event: string;
}

const plain: Language = { reply: '', failure: '', event: '' };
const typed: Language = {
  reply: ': { data?: unknown }',
  failure: ': string | { errorMessage: string }',
  event: ': { event: string; data: unknown }',
};

/** The snippet files by name, as their text. */
export function snippetFiles(): Readonly<Record<string, string>> {
  const script = snippetsIn(plain);
  return {
    'javascript.code-snippets': text(script),
    'typescript.code-snippets': text(snippetsIn(typed)),
    'html.code-snippets': text({ ...bridgeSnippets, ...mapBodies(script, inScript) }),
  };
}

const bridgeSnippets: Snippets = {
  'Deskside: bridge script tag': {
    prefix: 'wwe-bridge',
    description:
      'Connects this page to VS Code. The command Deskside: Copy Bridge Script Tag gives it with port and key.',
    body: [scriptTag(`http://127.0.0.1:\${1:${defaultPort}}`, '${2:key}')],
  },
};

function snippetsIn(language: Language): Snippets {
  return {
    'Service Client API: subscribe': {
      prefix: 'wwe-subscribe',
      description: 'Calls a function at each event. Keep the function: to unsubscribe takes the same one.',
      body: [
        `function \${1:onEvent}(message${language.event}) {`,
        '  const { event, data } = message;',
        '  ${3:console.log(event, data);}',
        '}',
        `genesys.wwe.service.subscribe(['\${2|${eventNames.join(',')}|}'], \${1:onEvent});`,
      ],
    },
    ...Object.fromEntries(
      interactionMethods.map((method: MethodSpec) => [
        `Service Client API: ${method.namespace}.${method.name}`,
        methodSnippet(method, language),
      ]),
    ),
  };
}

function methodSnippet(method: MethodSpec, { reply, failure }: Language): Snippet {
  const stops = new Stops();
  const values = method.parameters.map((parameter) => `  ${argument(parameter, method, stops)},`);
  const found = method.result === 'void' ? `'${method.name} succeeded'` : 'reply.data';
  return {
    prefix: `wwe-${method.name}`,
    description: `${method.doc} ${signatureOf(method)}`,
    body: [
      `genesys.wwe.service.${method.namespace}.${method.name}(`,
      ...values,
      `  (${method.result === 'void' ? '' : `reply${reply}`}) => {`,
      `    ${stops.next(`console.log(${found});`)}`,
      '  },',
      `  (failure${failure}) => {`,
      "    const reason = typeof failure === 'string' ? failure : failure.errorMessage;",
      `    ${stops.next(`console.error('${method.name} failed:', reason);`)}`,
      '  },',
      ');',
    ],
  };
}

function argument(parameter: ParameterSpec, method: MethodSpec, stops: Stops): string {
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
    case 'string':
    case 'userDataKey':
      return `'${stops.next(String(parameter.example))}'`;
    default:
      return stops.next(parameter.name);
  }
}

/** Counts the places in a snippet to which the Tab key leads. */
class Stops {
  #last = 0;

  next(text: string): string {
    return `\${${++this.#last}:${text.replace(/[\\$}]/g, '\\$&')}}`;
  }

  choice(texts: readonly string[]): string {
    return `\${${++this.#last}|${texts.join(',')}|}`;
  }
}

function inScript(body: readonly string[]): readonly string[] {
  return ['<script>', ...body.map((line) => `  ${line}`), '</script>'];
}

function mapBodies(snippets: Snippets, change: (body: readonly string[]) => readonly string[]): Snippets {
  return Object.fromEntries(
    Object.entries(snippets).map(([name, snippet]) => [name, { ...snippet, body: change(snippet.body) }]),
  );
}

function text(snippets: Snippets): string {
  return `${JSON.stringify(snippets, null, 2)}\n`;
}
