import type { MethodSpec, ParameterSpec } from '../method';
import { interactionId } from './parameters';

const options = {
  name: 'options',
  kind: 'stringOrList',
  doc: 'Name or names of options.',
  example: 'voice.*',
} as const satisfies ParameterSpec;

export const configurationMethods = [
  {
    namespace: 'configuration',
    name: 'getOption',
    title: 'Get Option',
    doc: 'Reads configuration options and gets an array of sections, whose form no public source describes. The default section is interaction-workspace; Section/option names another; * stands at the end of a word.',
    parameters: [options],
    result: 'unknown[]',
    evidence: 'doc',
  },
] as const satisfies readonly MethodSpec[];

/** Documented, but absent from the public library. */
export const configurationExtras = [
  {
    namespace: 'configuration',
    name: 'getContextualOption',
    title: 'Get Contextual Option',
    doc: 'Reads configuration options as they apply to an interaction, and fails if there is no such interaction. The reference has it, the public client library does not.',
    parameters: [options, interactionId],
    result: 'unknown[]',
    evidence: 'doc',
  },
] as const satisfies readonly MethodSpec[];
