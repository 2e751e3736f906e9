import * as vscode from 'vscode';
import { requireTrust } from '../settings/trust';
import { readKey, readRelayAddress } from '../../presentation/connection/relayAddress';
import type { EditorConnection } from './connection';
import type { LastRelay } from './lastRelay';
import type { Draft } from '../../presentation/questions/question';
import { ask } from '../ui/quickInput';
import type { Reply } from '../ui/quickInput';

const title = 'Connect to Relay';

/**
 * Asks for a relay that runs by itself and connects to it; the last one and its key stand there already.
 * @throws vscode.CancellationError if the user leaves; UserError if the workspace is not trusted or there is no connection
 */
export async function connectToRelay(connection: EditorConnection, lastRelay: LastRelay): Promise<void> {
  requireTrust();
  const last = await lastRelay.get();
  let addressDraft: Draft | undefined;
  let keyDraft: Draft | undefined;
  for (;;) {
    const reply = await ask(
      {
        kind: 'text',
        prompt: 'Address of the relay, or the line that deskside serve --json printed',
        initial: last?.url ?? '',
        read: (text) => {
          const given = readRelayAddress(text);
          return 'problem' in given ? given : { value: given };
        },
      },
      { title: `${title}: which one?`, step: 1, total: 2, canGoBack: false },
      addressDraft,
    );
    if (reply.kind !== 'answer') throw new vscode.CancellationError();
    const given = reply.value;
    addressDraft = reply.draft;
    const known = given.url === last?.url ? last : undefined;
    let { toolKey } = given;
    if (toolKey === undefined) {
      const key = await askKey(known?.toolKey ?? '', keyDraft);
      keyDraft = key.draft;
      if (key.kind === 'back') continue;
      if (key.kind !== 'answer') throw new vscode.CancellationError();
      toolKey = key.value;
    }
    // A relay with another tool key has another page key, too.
    const pageKey = given.pageKey ?? (toolKey === known?.toolKey ? known.pageKey : undefined);
    await connection.connectTo({ url: given.url, toolKey, pageKey });
    // Waits for the connection and reports how it ends.
    await connection.start();
    return;
  }
}

function askKey(initial: string, draft: Draft | undefined): Promise<Reply<string>> {
  return ask(
    { kind: 'text', prompt: 'Tool key of the relay', initial, secret: true, read: readKey },
    { title: `${title}: with which key?`, step: 2, total: 2, canGoBack: true },
    draft,
  );
}
