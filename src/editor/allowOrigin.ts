import * as vscode from 'vscode';
import { parseOrigin } from '../relay/origin';
import type { Consent } from './consent';
import { tell } from './messages';
import { ask } from './quickInput';

const title = 'Allow Origin';

const choices = [
  { value: false, label: 'Allow Once', detail: 'Until the relay ends.' },
  { value: true, label: 'Always', detail: 'Until you run Forget Allowed Origins.' },
];

/**
 * Lets the user allow an origin without being asked, also one to which they said no.
 * @throws vscode.CancellationError if the user leaves it; UserError if the relay does not agree
 */
export async function allowOrigin(consent: Consent): Promise<void> {
  for (let initial = consent.lastRefused ?? ''; ;) {
    const origin = await askOrigin(initial);
    const kept = await ask(
      { kind: 'pick', prompt: `Pages at ${origin} may connect`, lists: [{ choices }] },
      { title, step: 2, total: 2, canGoBack: true },
    );
    if (kept.kind === 'cancelled') throw new vscode.CancellationError();
    if (kept.kind === 'answer') {
      await consent.allow(origin, kept.value);
      tell('information', `Pages at ${origin} may connect. A page that is open tries again by itself.`);
      return;
    }
    initial = origin;
  }
}

async function askOrigin(initial: string): Promise<string> {
  const reply = await ask(
    {
      kind: 'text',
      prompt: 'Origin of the pages that may connect, such as http://localhost:5173',
      initial,
      read: (text) => {
        const origin = parseOrigin(text.trim());
        return origin === undefined
          ? { problem: 'Type http:// or https://, the host and the port, without a path.' }
          : { value: origin };
      },
    },
    { title, step: 1, total: 2, canGoBack: false },
  );
  if (reply.kind !== 'answer') throw new vscode.CancellationError();
  return reply.value;
}
