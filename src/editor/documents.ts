import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { putLast } from '../base/putLast';
import type { Session } from '../session/session';

const scheme = 'deskside';
const mostTexts = 50;

/** Read-only documents: interactions, which follow what happens, replies and reports. Nothing of them is on disk. */
export class Documents implements vscode.TextDocumentContentProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  /** Replies, reports and what interactions were by address; the last ones only. */
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor(private readonly session: Session) {
    this.#owned.add(this.#changed);
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.#owned.add(
      session.onDesk.on(({ page, change }) =>
        this.#refresh((shown) => shown.page === page.id && change.interactions.has(shown.id)),
      ),
    );
    this.#owned.add(session.onPages.on(() => this.#refresh((shown) => !session.pages.has(shown.page))));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const shown = interactionIn(uri);
    if (shown === undefined) return this.#texts.get(uri.toString()) ?? '// This is no longer kept.\n';
    const interaction = this.session.pages.get(shown.page)?.desk.interactions.get(shown.id);
    const last = this.#texts.get(uri.toString()) ?? '';
    if (interaction === undefined) return `// This interaction is no longer there. This was the last of it.\n${last}`;
    const text = json(interaction);
    putLast(this.#texts, uri.toString(), text, mostTexts);
    return text;
  }

  async showInteraction(page: string, id: string): Promise<void> {
    // With comments: it says so when the interaction has gone.
    const path = `/Interaction ${nameOf(id)}.jsonc`;
    await show(vscode.Uri.from({ scheme, authority: 'interaction', path, query: JSON.stringify([page, id]) }));
  }

  /** Keeps what a call came to; `show` opens it. */
  keepReply(service: string, reply: unknown): { readonly show: () => Promise<void> } {
    const uri = this.#keep(`${service}.json`, json(reply));
    return { show: () => show(uri) };
  }

  async showReport(title: string, text: string): Promise<void> {
    await show(this.#keep(`${title}.txt`, text));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #keep(name: string, text: string): vscode.Uri {
    // Its number makes it another one than the last of this name, and is not seen.
    const uri = vscode.Uri.from({ scheme, authority: 'text', path: `/${name}`, query: String(++this.#count) });
    putLast(this.#texts, uri.toString(), text, mostTexts);
    return uri;
  }

  #refresh(isTouched: (shown: ShownInteraction) => boolean): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const shown = interactionIn(uri);
      if (shown !== undefined && isTouched(shown)) this.#changed.fire(uri);
    }
  }
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

interface ShownInteraction {
  readonly page: string;
  readonly id: string;
}

/** Which interaction a document shows: its page and its id, in the query. */
const querySchema = v.pipe(v.string(), v.parseJson(), v.tuple([v.string(), v.string()]));

function interactionIn(uri: vscode.Uri): ShownInteraction | undefined {
  if (uri.scheme !== scheme || uri.authority !== 'interaction') return undefined;
  const query = v.safeParse(querySchema, uri.query);
  return query.success ? { page: query.output[0], id: query.output[1] } : undefined;
}

/** An id in the name of a document: ids are text by strangers. */
function nameOf(id: string): string {
  return id.replace(/[^\w-]/g, '_').slice(0, 40);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
