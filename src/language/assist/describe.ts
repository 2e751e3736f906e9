import {
  catalogue,
  documentedExtras,
  findDocumentedMethod,
  findMethod,
  serviceName,
  signatureOf,
} from '../../api/catalogue';
import type { Evidence } from '../../api/method';
import type { MethodSpec } from '../../api/method';
import type { CoreMember } from '../meaning/apiValue';

/** What is shown of a part of the API: a line of code, and paragraphs of plain text. */
export interface Description {
  /** TypeScript, such as a signature. */
  readonly code: string;
  readonly paragraphs: readonly string[];
}

/** How certain a fact is, in words. */
export const evidenceText: Readonly<Record<Evidence, string>> = {
  doc: 'Documented by the vendor.',
  seen: 'Seen in the public client library.',
  assumed: 'Assumed: no public source says so.',
};

export function describeMethod(method: MethodSpec): Description {
  const { doc, parameters, states, result, evidence } = method;
  return {
    code: `${signatureOf(method)}${result === 'void' ? '' : `: ${result}`}`,
    paragraphs: [
      doc,
      ...parameters.map((parameter) => `${parameter.name}: ${parameter.doc}`),
      ...(result === 'void' ? [] : [`The reply has it under data: ${result}.`]),
      ...(states === undefined ? [] : [`Makes sense in ${states.join(', ')}.`]),
      evidenceText[evidence],
      ...(findMethod(serviceName(method)) === undefined ? ['The public client library does not have it.'] : []),
    ],
  };
}

export function describeService(service: string): Description | undefined {
  const method = findDocumentedMethod(service);
  return method && describeMethod(method);
}

export function describeNamespace(namespace: string): Description | undefined {
  const methods = methodsOf(namespace);
  if (methods.length === 0) return undefined;
  return {
    code: `genesys.wwe.service.${namespace}`,
    paragraphs: [`Methods: ${methods.map(({ name }) => name).join(', ')}.`],
  };
}

/** The methods of a namespace, those last that the public client library lacks. */
export function methodsOf(namespace: string): readonly MethodSpec[] {
  return [...catalogue, ...documentedExtras].filter((method) => method.namespace === namespace);
}

/** The core members as they are called, with what they do. Source: `seen` in the public client library. */
export const coreDescriptions: Readonly<Record<CoreMember, Description>> = {
  subscribe: {
    code: 'subscribe(events, handler, context?)',
    paragraphs: [
      'Calls the handler at each event of these names, once Workspace has answered.',
      'A second subscription to a name replaces the first. Functions of the same source text count as one.',
      evidenceText.seen,
    ],
  },
  unsubscribe: {
    code: 'unsubscribe(handler)',
    paragraphs: ['Ends a subscription. It needs the very function that was subscribed.', evidenceText.seen],
  },
  sendMessage: {
    code: 'sendMessage(message, succeeded, failed)',
    paragraphs: ['Sends a message of the wire’s form and returns its reference id.', evidenceText.seen],
  },
  targetWWEWindow: {
    code: 'targetWWEWindow(window)',
    paragraphs: [
      'Names the window of Workspace, for a page that hosts Workspace in a frame of its own.',
      evidenceText.seen,
    ],
  },
  unload: { code: 'unload()', paragraphs: ['Stops listening to Workspace.', evidenceText.seen] },
  onMessage: {
    code: 'onMessage = (message) => {}',
    paragraphs: ['Gets the texts that Workspace sends.', evidenceText.seen],
  },
};
