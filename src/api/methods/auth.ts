import type { MethodSpec } from '../method';

export const authMethods = [
  {
    namespace: 'auth',
    name: 'getJwtToken',
    title: 'Get JWT',
    doc: 'Gets a token; the administrator must allow this service by name. The result holds jwtToken and expiration.',
    parameters: [],
    result: '{ jwtToken: string; expiration: unknown }',
    evidence: 'doc',
  },
] as const satisfies readonly MethodSpec[];
