import type { MethodSpec } from '../method';

export const emailMethods = [
  {
    namespace: 'email',
    name: 'create',
    title: 'Create Email',
    doc: 'Creates an outbound email.',
    parameters: [
      { name: 'destination', kind: 'string', doc: 'Address of the recipient.', example: 'someone@example.com' },
      { name: 'userData', kind: 'keyValues', doc: 'User data to attach.', optional: true, example: {} },
    ],
    result: 'void',
    evidence: 'doc',
    actsOnCustomer: true,
  },
] as const satisfies readonly MethodSpec[];
