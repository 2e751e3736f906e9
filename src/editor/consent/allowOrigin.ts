import * as vscode from 'vscode';
import type { Draft, TextQuestion } from '../../presentation/questions/question';
import { parseOrigin } from '../../relayClient/origin';
import type { Consent } from './consent';
import { tell } from '../ui/messages';
import { ask } from '../ui/quickInput';

const title = 'Allow Origin';

const choices = [
  { value: false, label: 'Allow Once', detail: 'Until the relay ends.' },
  { value: true, label: 'Always', detail: 'Until you run Forget Allowed Origin….' },
];

/**
 * Lets the user allow an origin without being asked, also one to which they said no.
 * @param proposed stands there to begin with
 * @throws vscode.CancellationError if the user leaves it; UserError if the relay does not agree
 */
export async function allowOrigin(consent: Consent, proposed: string | undefined): Promise<void> {
  for (let draft: Draft | undefined; ;) {
    const which = { title: `${title}: which one?`, step: 1, total: 2, canGoBack: false };
    const origin = await ask(originQuestion(proposed ?? ''), which, draft);
    if (origin.kind !== 'answer') throw new vscode.CancellationError();
    draft = origin.draft;
    const kept = await ask(
      { kind: 'pick', prompt: `Pages at ${origin.value} may connect.`, lists: [{ choices }] },
      { title: `${title}: for how long?`, step: 2, total: 2, canGoBack: true },
    );
    if (kept.kind === 'answer') {
      await consent.allow(origin.value, kept.value);
      tell('information', `Pages at ${origin.value} may connect. A page that is open tries again by itself.`);
      return;
    }
    if (kept.kind !== 'back') throw new vscode.CancellationError();
  }
}

function originQuestion(initial: string): TextQuestion<string> {
  return {
    kind: 'text',
    prompt: 'Origin of the pages that may connect, such as http://localhost:5173',
    initial,
    read: (text) => {
      const origin = parseOrigin(text.trim());
      return origin === undefined
        ? { problem: 'Type http:// or https://, the host and the port, without a path.' }
        : { value: origin };
    },
  };
}
