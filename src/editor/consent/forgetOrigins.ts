import * as vscode from 'vscode';
import type { RelayOwner } from '../../presentation/connection/relayAddress';
import type { Session } from '../../session/session';
import type { EditorConnection } from '../connection/connection';
import { tell } from '../ui/messages';
import { ask } from '../ui/quickInput';
import { UserError } from '../ui/userError';
import type { AllowedOrigins } from './allowedOrigins';
import type { Consent } from './consent';

interface Parts {
  readonly session: Session;
  readonly connection: EditorConnection;
  readonly consent: Consent;
  readonly origins: AllowedOrigins;
}

/**
 * Takes back the permission of one origin.
 * @param origin the one; the user picks where it is absent
 * @throws vscode.CancellationError if the user leaves; UserError if no origin is allowed
 */
export async function forgetOrigin(parts: Parts, origin: string | undefined): Promise<void> {
  const { session, origins, consent } = parts;
  const kept = origins.list;
  const allowed = [...new Set([...kept, ...session.allowed.origins])].sort();
  if (allowed.length === 0) throw new UserError('No origin is allowed, so there is none to forget.');
  const chosen = origin !== undefined && allowed.includes(origin) ? origin : await pick(allowed, kept);
  await origins.remove(chosen);
  consent.forget(chosen);
  await tellRelay(parts, chosen);
}

/** Takes back all permissions. */
export async function forgetAllOrigins(parts: Parts): Promise<void> {
  await parts.origins.clear();
  parts.consent.forget();
  await tellRelay(parts, undefined);
}

async function pick(allowed: readonly string[], kept: readonly string[]): Promise<string> {
  const choices = allowed.map((value) => ({
    value,
    label: value,
    description: kept.includes(value) ? 'allowed always' : 'allowed until the relay ends',
  }));
  const reply = await ask(
    { kind: 'pick', prompt: 'Pages of this origin may connect no more.', lists: [{ choices }] },
    { title: 'Forget Allowed Origin: which one?', step: 1, total: 1, canGoBack: false },
  );
  if (reply.kind !== 'answer') throw new vscode.CancellationError();
  return reply.value;
}

async function tellRelay({ connection }: Parts, origin: string | undefined): Promise<void> {
  const owner = connection.owner ?? 'none';
  const what = origin ?? 'All allowed origins';
  const done = `${what} ${origin === undefined ? 'are' : 'is'} forgotten`;
  if ((owner !== 'here' && owner !== 'otherWindow') || (await connection.forgetOrigins(origin))) {
    tell('information', done + effects[owner]);
    return;
  }
  const again = { title: 'Forget Again', command: 'deskside.forgetOrigins' };
  tell(
    'warning',
    `${done}, but the relay of your windows does not answer. If it still runs, it still lets those pages in. Forget all origins when Deskside is connected.`,
    [again],
  );
}

const byWindows = '. The relay of your windows no longer lets such pages in, and has closed their connections.';

/** What follows, by who runs the relay. */
const effects: Readonly<Record<RelayOwner | 'none', string>> = {
  none: '.',
  here: byWindows,
  otherWindow: byWindows,
  elsewhere: '. The relay to which this window is connected lets such pages in until it ends.',
};
