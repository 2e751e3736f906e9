import { catalogue, signatureOf } from '../../src/api/catalogue';
import { eventNames } from '../../src/api/events/events';
import { agentEventTypes, caseEventTypes, interactionEventTypes } from '../../src/api/events/eventTypes';
import type { MethodSpec } from '../../src/api/method';
import { callSnippet, plainStyle } from '../../src/language/insert/callSnippet';
import { defaultPort } from '../../src/protocol/handshake';
import { scriptTag } from '../../src/presentation/connection/scriptTag';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}
type Snippets = Readonly<Record<string, Snippet>>;

/** The snippet files by name, as their text. */
export function snippetFiles(): Readonly<Record<string, string>> {
  const script = { ...snippetsIn(false), ...widgetSnippet(false) };
  return {
    'javascript.code-snippets': text(script),
    'typescript.code-snippets': text({ ...snippetsIn(true), ...widgetSnippet(true) }),
    'html.code-snippets': text({ ...pageSnippets, ...pageSkeleton, ...mapBodies(snippetsIn(false), inScript) }),
  };
}

/** What a page needs: the tag that connects it to VS Code, and the whole of one. */
const pageSnippets: Snippets = {
  'Deskside: bridge script tag': {
    prefix: 'wwe-bridge',
    description:
      'Connects this page to VS Code. The command Deskside: Copy Bridge Script Tag gives it with port and key.',
    body: [scriptTag(`http://127.0.0.1:\${1:${defaultPort}}`, '${2:key}')],
  },
};

/** What a widget does when it begins: asks once for what is there, then follows the events. */
function widgetLines(typed: boolean): readonly string[] {
  return [
    `const interactions = new Map${typed ? '<string, genesys.wwe.Interaction>' : ''}();`,
    '',
    `function onInteraction({ data }${typed ? ": genesys.wwe.EventOf<'interaction'>" : ''}) {`,
    "  if (!('interaction' in data)) return;",
    '  const { interaction } = data;',
    "  if (data.eventType === 'MARK_DONE') interactions.delete(interaction.interactionId);",
    '  else interactions.set(interaction.interactionId, interaction);',
    '  render();',
    '}',
    '',
    'function render() {',
    "  ${1:document.title = 'Interactions: ' + interactions.size;}",
    '}',
    '',
    "genesys.wwe.service.subscribe(['interaction'], onInteraction);",
    'genesys.wwe.service.interaction.getInteractions(',
    '  ({ data }) => {',
    '    for (const interaction of data) interactions.set(interaction.interactionId, interaction);',
    '    render();',
    '  },',
    '  (failure) => {',
    "    console.error('getInteractions failed:', typeof failure === 'string' ? failure : failure.errorMessage);",
    '  },',
    ');',
  ];
}

function widgetSnippet(typed: boolean): Snippets {
  return {
    'Service Client API: widget': {
      prefix: 'wwe-widget',
      description: `A widget that follows the interactions: asks once for those that are there, then listens to events.${typed ? typesHint : ''}`,
      body: widgetLines(typed),
    },
  };
}

const typesHint = ' Its types come from Deskside: Add API Types to Workspace.';

const pageSkeleton: Snippets = {
  'Service Client API: page': {
    prefix: 'wwe-page',
    description: 'A page with a widget that follows the interactions. It needs your copy of the client library.',
    body: [
      '<!doctype html>',
      '<html lang="en">',
      '  <head>',
      '    <meta charset="utf-8" />',
      '    <title>${2:Widget}</title>',
      '    <script src="${3:wwe-service-client-api.js}"></script>',
      '  </head>',
      '  <body>',
      '    <script>',
      ...widgetLines(false).map((line) => (line === '' ? '' : `      ${line}`)),
      '    </script>',
      '  </body>',
      '</html>',
    ],
  },
};

function snippetsIn(typed: boolean): Snippets {
  return {
    ...subscribeSnippets(typed),
    ...Object.fromEntries(
      catalogue.map((method: MethodSpec) => [
        `Service Client API: ${method.namespace}.${method.name}`,
        {
          prefix: `wwe-${method.namespace}-${method.name}`,
          description: `${method.doc} ${signatureOf(method)}`,
          body: callSnippet(method, plainStyle(method, typed)),
        },
      ]),
    ),
  };
}

function subscribeSnippets(typed: boolean): Snippets {
  const any = typed ? ': { event: string; data: unknown }' : '';
  const ofTypes = typed ? ": genesys.wwe.EventOf<'interaction' | 'agent'>" : '';
  const cases = (types: object, indent: string): readonly string[] =>
    Object.keys(types).flatMap((type, index, all) => {
      const label = `${indent}case '${type}':`;
      return index === all.length - 1 ? [label, `${indent}  break;`] : [label];
    });
  return {
    'Service Client API: subscribe': {
      prefix: 'wwe-subscribe',
      description: 'Calls a function at each event. Keep the function: to unsubscribe takes the same one.',
      body: [
        `function \${1:onEvent}(message${any}) {`,
        '  const { event, data } = message;',
        '  ${3:console.log(event, data);}',
        '}',
        `genesys.wwe.service.subscribe(['\${2|${eventNames.join(',')}|}'], \${1:onEvent});`,
      ],
    },
    'Service Client API: subscribe with a switch': {
      prefix: 'wwe-subscribe-switch',
      description: `Tells the types of events apart.${typed ? typesHint : ''}`,
      body: [
        `function \${1:onEvent}(message${ofTypes}) {`,
        "  if (message.event === 'agent') {",
        '    switch (message.data.type) {',
        ...cases(agentEventTypes, '      '),
        '    }',
        '    return;',
        '  }',
        '  switch (message.data.eventType) {',
        ...cases(caseEventTypes, '    '),
        ...cases(pick(interactionEventTypes), '    '),
        '    default:',
        '      ${2:// Workspace may send others.}',
        '      break;',
        '  }',
        '}',
        "genesys.wwe.service.subscribe(['interaction', 'agent'], ${1:onEvent});",
      ],
    },
  };
}

/** The types of events that widgets ask for most: those that are not just named after a state. */
function pick(types: typeof interactionEventTypes): object {
  return Object.fromEntries(Object.entries(types).slice(0, 10));
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
