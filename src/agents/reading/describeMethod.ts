import * as v from 'valibot';
import { catalogue, documentedExtras, serviceName } from '../../api/catalogue';
import { namespaces } from '../../api/method';
import { lookup } from '../../base/guards';
import { nearest } from '../../base/text/nearest';
import { coreDescriptions, describeNamespace, describeService } from '../../language/assist/describe';
import type { Description } from '../../language/assist/describe';
import { oneLine } from '../../presentation/text/text';
import { AgentRefusal } from '../refusal';
import { wordArgument } from '../toolArguments';
import { defineTool } from '../tool';

export const describeMethodTool = defineTool({
  name: 'deskside_describe_method',
  title: 'Explain a method of the Service Client API',
  description:
    'Documents a method of the Service Client API of Genesys Agent Workspace (genesys.wwe.service): its signature, parameters, result, the states in which it makes sense, and how sure that is. Give "interaction.accept" for a method, "interaction" for the methods of a namespace, "subscribe" for a function of the client library, or nothing for all namespaces.',
  effect: 'reads',
  worksUntrusted: true,
  input: v.strictObject({
    method: v.optional(v.pipe(wordArgument, v.description('Such as interaction.setUserData.'))),
  }),
  announce: ({ method }) =>
    `Read the documentation of ${method === undefined ? 'the Service Client API' : oneLine(method, 80)}`,
  run({ method }) {
    if (method === undefined) return Promise.resolve({ text: `Namespaces: ${namespaces.join(', ')}.` });
    const name = method.replace(/^genesys\.wwe\.service\./, '').replace(/\(.*$/s, '');
    const found = describeService(name) ?? describeNamespace(name) ?? lookup<Description>(coreDescriptions, name);
    if (found === undefined) throw new AgentRefusal(unknown(name));
    return Promise.resolve({ text: [found.code, ...found.paragraphs].join('\n') });
  },
});

function unknown(name: string): string {
  const known = [
    ...[...catalogue, ...documentedExtras].map(serviceName),
    ...namespaces,
    ...Object.keys(coreDescriptions),
  ];
  const meant = nearest(name, known);
  const help = meant === undefined ? `The namespaces are ${namespaces.join(', ')}.` : `Did you mean ${meant}?`;
  return `The Service Client API has no ${oneLine(name, 80)}. ${help}`;
}
