import { toBase64url } from '../../../base/base64url';
import { results } from '../assumptions';
import type { DeskCore } from '../core';
import type { ServiceTable } from './service';

/** A token in the form of a JWT that nobody signed: nothing accepts it. */
function fakeToken({ environment, store }: DeskCore, claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => toBase64url(new TextEncoder().encode(JSON.stringify(value)));
  const own = { sub: store.agent.username, iss: 'simulated-workspace', jti: environment.newId() };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ ...own, ...claims })}.`;
}

export const authServices: ServiceTable = {
  'auth.getJwtToken': ({ core }) => {
    const { lifetimeMs, shape } = results.jwtToken.value;
    const now = core.environment.now();
    let token = core.tokens.jwt;
    if (token === undefined || token.expiration <= now) {
      const expiration = now + lifetimeMs;
      token = { text: fakeToken(core, { exp: Math.floor(expiration / 1_000) }), expiration };
      core.tokens.jwt = token;
    }
    return shape(token.text, token.expiration);
  },
  'auth.getPureCloudToken': ({ core, args }) => {
    const { tokens } = core;
    const known = args.anything('forceNewToken') === true ? undefined : tokens.pureCloud;
    tokens.pureCloud = known ?? fakeToken(core, {});
    return results.pureCloudToken.value(tokens.pureCloud);
  },
};
