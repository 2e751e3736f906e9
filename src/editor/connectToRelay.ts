import * as vscode from 'vscode';
import { readKey, readRelayAddress } from '../session/presentation/relayAddress';
import type { Connection } from './connection';
import type { LastRelay } from './lastRelay';
import { ask } from './quickInput';

const title = 'Connect to Relay';

/**
 * Asks for a relay that runs by itself and connects to it; the last one and its key stand there already.
 * @throws vscode.CancellationError if the user leaves; UserError if there is no connection
 */
export async function connectToRelay(connection: Connection, lastRelay: LastRelay): Promise<void> {
  const last = await lastRelay.get();
  for (let initial = last?.url ?? ''; ;) {
    const reply = await ask(
      {
        kind: 'text',
        prompt: 'Address of the relay, or the line that deskside serve --json printed',
        initial,
        read: (text) => {
          const given = readRelayAddress(text);
          return 'problem' in given ? given : { value: { text, given } };
        },
      },
      { title, step: 1, total: 2, canGoBack: false },
    );
    if (reply.kind !== 'answer') throw new vscode.CancellationError();
    const { text, given } = reply.value;
    initial = text;
    const known = given.url === last?.url ? last : undefined;
    const toolKey = given.toolKey ?? (await askKey(known?.toolKey ?? ''));
    if (toolKey === undefined) continue;
    // A relay that has other keys for tools has others for pages too.
    const pageKey = given.pageKey ?? (toolKey === known?.toolKey ? known.pageKey : undefined);
    await connection.connectTo({ url: given.url, toolKey, pageKey });
    // There is one to start already: this tells how it fares.
    await connection.start();
    return;
  }
}

/** @returns the key, or undefined to go back */
async function askKey(initial: string): Promise<string | undefined> {
  const reply = await ask(
    {
      kind: 'text',
      prompt: 'Tool key of the relay',
      initial,
      secret: true,
      read: readKey,
    },
    { title, step: 2, total: 2, canGoBack: true },
  );
  if (reply.kind === 'cancelled') throw new vscode.CancellationError();
  return reply.kind === 'answer' ? reply.value : undefined;
}
