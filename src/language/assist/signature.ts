import { serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import type { Code } from '../code';
import type { CoreMember } from '../meaning/apiValue';
import { coreDescriptions } from './describe';

export interface SignatureParameter {
  readonly label: string;
  readonly doc: string;
}

/** The call in whose arguments an offset stands. */
export interface Signature {
  readonly label: string;
  readonly doc: string;
  readonly parameters: readonly SignatureParameter[];
  /** Which of the parameters is at the offset. */
  readonly active: number;
}

/** The innermost call of the API in whose arguments an offset of the document stands. */
export function signatureAt({ meaning, calls }: Code, offset: number): Signature | undefined {
  const { text } = meaning.script;
  const inside = [...calls.services, ...calls.core].filter(
    ({ list }) => list.from < offset && (offset < list.to || text.charAt(list.to - 1) !== ')'),
  );
  const call = inside.toSorted((one, other) => other.list.from - one.list.from)[0];
  if (call === undefined) return undefined;
  const commas = call.list.getChildren(',').filter(({ from }) => from < offset).length;
  if ('member' in call) return coreSignature(call.member, commas);
  return call.method && methodSignature(call.method, commas);
}

function methodSignature(method: MethodSpec, active: number): Signature | undefined {
  const parameters = [
    ...method.parameters.map(({ name, doc, optional }) => ({ label: optional ? `${name}?` : name, doc })),
    { label: 'succeeded', doc: 'Gets the reply. Without it, failed is never called.' },
    { label: 'failed', doc: 'Gets the text of a time-out, or an object with errorMessage.' },
  ];
  return signature(serviceName(method), method.doc, parameters, active);
}

function coreSignature(member: CoreMember, active: number): Signature | undefined {
  const { code, paragraphs } = coreDescriptions[member];
  const names =
    /\((.*)\)/
      .exec(code)?.[1]
      ?.split(', ')
      .filter((name) => name !== '') ?? [];
  const parameters = names.map((label) => ({ label, doc: '' }));
  return signature(member, paragraphs[0] ?? '', parameters, active);
}

function signature(
  name: string,
  doc: string,
  parameters: readonly SignatureParameter[],
  active: number,
): Signature | undefined {
  if (active >= parameters.length) return undefined;
  return { label: `${name}(${parameters.map(({ label }) => label).join(', ')})`, doc, parameters, active };
}
