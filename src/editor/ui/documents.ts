import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { setBounded } from '../../base/collections';
import { ChangeBatch } from '../../presentation/interactions/changeBatch';
import type { Changes } from '../../presentation/interactions/changeBatch';
import type { Stories } from '../../presentation/log/stories';
import { documentName } from '../../presentation/text/text';
import type { Session } from '../../session/session';
import { UserError } from './userError';

const scheme = 'deskside';
const mostTexts = 50;
/** An address that VS Code and its extensions still handle with ease. */
const longestQuery = 2000;

/**
 * Read-only documents: interactions and their stories, which follow what happens, replies and reports. Nothing of them is
 * on disk.
 */
export class Documents implements vscode.TextDocumentContentProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  /** Replies, reports and what interactions were by address; the last ones only. */
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor(
    private readonly session: Session,
    private readonly stories: Stories,
  ) {
    this.#owned.add(this.#changed);
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    const batch = this.#owned.add(new ChangeBatch((changes) => this.#refresh(changes)));
    this.#owned.add(session.onDesk.on(({ page, change }) => batch.add(page, change)));
    this.#owned.add(session.onPages.on(() => batch.addPages()));
    this.#owned.add(stories.onLines.on(({ page, interactions }) => batch.add(page, { interactions, context: false })));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const shown = interactionIn(uri);
    if (shown === undefined) return this.#texts.get(uri.toString()) ?? '// This is no longer kept.\n';
    const text = shown.kind === 'story' ? this.#story(shown) : this.#interaction(shown);
    const last = this.#texts.get(uri.toString()) ?? '';
    if (text === undefined) return `// This interaction is no longer there. This was the last of it.\n${last}`;
    setBounded(this.#texts, uri.toString(), text, mostTexts);
    return text;
  }

  async showInteraction(page: string, id: string): Promise<void> {
    // JSON with comments: a comment says when the interaction has gone.
    await show(uriOf({ kind: 'interaction', page, id }, 'jsonc'));
  }

  /** Shows the lines of the log that are about an interaction. */
  async showStory(page: string, id: string): Promise<void> {
    await show(uriOf({ kind: 'story', page, id }, 'log'));
  }

  /** Keeps what a call came to; `show` opens it. */
  keepReply(service: string, reply: unknown): { readonly show: () => Promise<void> } {
    const uri = this.#keep(`${service}.json`, json(reply));
    return { show: () => show(uri) };
  }

  /** Shows a value as JSON. */
  async showValue(name: string, value: unknown): Promise<void> {
    await show(this.keepValue(name, value));
  }

  /** Keeps a value as a document of JSON. @returns its address */
  keepValue(name: string, value: unknown): vscode.Uri {
    return this.#keep(`${name.replaceAll(/[^\w#:.+ -]/g, '_').slice(0, 80)}.json`, json(value));
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
    setBounded(this.#texts, uri.toString(), text, mostTexts);
    return uri;
  }

  #interaction({ page, id }: ShownInteraction): string | undefined {
    const interaction = this.session.pages.get(page)?.desk.interactions.get(id);
    return interaction === undefined ? undefined : json(interaction);
  }

  /** Goes on after the interaction has gone, as long as its page is known. */
  #story({ page, id }: ShownInteraction): string | undefined {
    const known = this.session.pages.get(page);
    return known === undefined ? undefined : this.stories.text(known, id);
  }

  /** VS Code asks again for the documents that are touched. */
  #refresh({ pages, desks }: Changes): void {
    const touched = new Map([...desks].map(([page, { interactions }]) => [page.id, interactions]));
    for (const { uri } of vscode.workspace.textDocuments) {
      const shown = interactionIn(uri);
      if (shown === undefined) continue;
      const isGone = pages && !this.session.pages.has(shown.page);
      if (isGone || touched.get(shown.page)?.has(shown.id) === true) this.#changed.fire(uri);
    }
  }
}

async function show(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true, viewColumn: columnBesideWebviews() });
}

/** Where a document covers no web page, such as the simulated Workspace: the active column, another one, or a new one. */
function columnBesideWebviews(): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const free = [activeTabGroup, ...all].find(({ activeTab }) => !(activeTab?.input instanceof vscode.TabInputWebview));
  return free?.viewColumn ?? vscode.ViewColumn.Beside;
}

const kinds = ['interaction', 'story'] as const;

interface ShownInteraction {
  readonly kind: (typeof kinds)[number];
  readonly page: string;
  readonly id: string;
}

/** Which interaction a document shows: its page and its id, in the query. */
const querySchema = v.pipe(v.string(), v.parseJson(), v.tuple([v.string(), v.string()]));

/** @throws UserError if the id is too long for an address */
function uriOf({ kind, page, id }: ShownInteraction, extension: string): vscode.Uri {
  const query = JSON.stringify([page, id]);
  if (query.length > longestQuery) {
    throw new UserError(
      'The id of this interaction is too long for a document. Copy its values from the view instead.',
    );
  }
  return vscode.Uri.from({ scheme, authority: kind, path: `/Interaction ${documentName(id)}.${extension}`, query });
}

function interactionIn(uri: vscode.Uri): ShownInteraction | undefined {
  const kind = uri.scheme === scheme ? kinds.find((each) => each === uri.authority) : undefined;
  const query = v.safeParse(querySchema, uri.query);
  if (kind === undefined || !query.success) return undefined;
  const [page, id] = query.output;
  return { kind, page, id };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
