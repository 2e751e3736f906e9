import { toBase64url } from '../../../base/base64url';
import { results } from '../assumptions';
import type { ServiceTable } from './service';

/** A token in the form of a JWT that nobody signed: nothing accepts it. */
function fakeToken(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => toBase64url(new TextEncoder().encode(JSON.stringify(value)));
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

export const authServices: ServiceTable = {
  'auth.getJwtToken': ({ core }) => {
    const { lifetimeMs, shape } = results.jwtToken.value;
    const expiration = core.environment.now() + lifetimeMs;
    return shape(
      fakeToken({ sub: core.store.agent.username, exp: Math.floor(expiration / 1_000), iss: 'simulated-workspace' }),
      expiration,
    );
  },
  'auth.getPureCloudToken': ({ core }) =>
    results.pureCloudToken.value(fakeToken({ sub: core.store.agent.username, iss: 'simulated-workspace' })),
};
