import type { MethodSpec } from '../method';

export const authMethods = [
  {
    namespace: 'auth',
    name: 'getJwtToken',
    title: 'Get JWT',
    doc: 'Gets a token; the administrator must allow this service by name. A token that is still valid is returned again; expiration is a text in ISO 8601.',
    parameters: [],
    result: '{ jwtToken: string; expiration: string }',
    evidence: 'doc',
  },
] as const satisfies readonly MethodSpec[];

/** Documented, but absent from the public library. */
export const authExtras = [
  {
    namespace: 'auth',
    name: 'getPureCloudToken',
    title: 'Get PureCloud Token',
    doc: 'Gets a token for PureCloud. The reference has it, the public client library does not.',
    parameters: [{ name: 'forceNewToken', kind: 'json', doc: 'Whether the token must be new.', optional: true }],
    result: 'unknown',
    evidence: 'doc',
  },
] as const satisfies readonly MethodSpec[];
