import type { MethodSpec } from '../method';

export const configurationMethods = [
  {
    namespace: 'configuration',
    name: 'getOption',
    title: 'Get Option',
    doc: 'Reads configuration options. The default section is interaction-workspace; Section/option names another; * stands at the end of a word.',
    parameters: [{ name: 'options', kind: 'stringOrList', doc: 'Name or names of options.', example: 'voice.*' }],
    result: 'unknown',
    evidence: 'doc',
  },
] as const satisfies readonly MethodSpec[];
