import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { oneLine } from '../../presentation/text/text';
import { callSiteSchema } from '../../protocol/records';
import type { CallSite } from '../../protocol/records';
import type { AllowedOrigins } from '../consent/allowedOrigins';
import { readOrDefault, settings } from '../settings/settings';
import type { Register } from '../ui/commands';
import { tell, withProgress } from '../ui/messages';
import { UserError } from '../ui/userError';
import type { Action } from '../ui/userError';

/** Behind the button of a message; not for the palette, since it needs to be told of a place. */
const allowCommand = 'deskside.readSourceMaps';
/** Files of one name that the user is asked about. */
const mostOffered = 50;
const allowedSchema = v.tuple([v.pipe(v.string(), v.url()), callSiteSchema]);

/** Opens places in the code of pages, in the source where a script is made from another file. */
export class CodePlaces implements Disposable {
  readonly #command: Disposable;
  /** Origins of which the user has been told that their source maps are not read. */
  readonly #told = new Set<string>();

  /** @param origins of pages that the user lets connect */
  constructor(
    register: Register,
    private readonly origins: Pick<AllowedOrigins, 'list'>,
  ) {
    this.#command = register(allowCommand, (...args) => this.#allow(...v.parse(allowedSchema, args)));
  }

  dispose(): void {
    this.#command.dispose();
  }

  /**
   * Opens a place in a page's code, if it is in a file of a workspace folder: under the path that the page loaded it from, or
   * below a folder of it. Where the user allows to read source maps of the script's origin, it is the place in the source.
   * @throws UserError with the place as the page told it, or as the source map does, where no such file is there
   */
  async open(place: CallSite): Promise<void> {
    const origin = originOf(place.file);
    const mayRead = origin !== undefined && this.#mayRead(origin);
    const unread = mayRead ? undefined : origin;
    const allow = unread === undefined ? [] : [allowing(unread, place)];
    const { source, why } = mayRead ? await sourceOf(place) : { source: place, why: '' };
    const uri = await fileFor(source.file);
    if (uri === undefined) {
      throw new UserError(
        `${oneLine(source.file, 200)}:${source.line}:${source.column} is in no folder of this workspace.${why} Open the folder with the page's code to go there.`,
        allow,
      );
    }
    const position = new vscode.Position(source.line - 1, source.column - 1);
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position), preview: true });
    if (unread === undefined || this.#told.has(unread)) return;
    this.#told.add(unread);
    tell(
      'information',
      `This is the place in the script that the page loaded. If that was made from other code, its source map at ${unread} leads there.`,
      allow,
    );
  }

  #mayRead(origin: string): boolean {
    const widgets = [...readOrDefault(settings.widgets), ...readOrDefault(settings.interactionWidgets)];
    return [
      ...this.origins.list,
      ...readOrDefault(settings.sourceMapOrigins),
      ...widgets.map((widget) => new URL(widget).origin),
    ].includes(origin);
  }

  async #allow(origin: string, place: CallSite): Promise<boolean> {
    const listed = [...readOrDefault(settings.sourceMapOrigins), origin];
    const { id } = settings.sourceMapOrigins;
    await vscode.workspace.getConfiguration().update(id, listed, vscode.ConfigurationTarget.Global);
    await this.open(place);
    return true;
  }
}

function allowing(origin: string, place: CallSite): Action {
  return { title: 'Read Source Maps From There', command: allowCommand, arguments: [origin, place] };
}

/** The origin of an address of the web. */
function originOf(file: string): string | undefined {
  if (!URL.canParse(file)) return undefined;
  const { protocol, origin } = new URL(file);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

/** The place in the source, or the place itself, and why no source map says more. */
async function sourceOf(place: CallSite): Promise<{ readonly source: CallSite; readonly why: string }> {
  const { originalPlace, SourceMapError } = await import('../../debugger/originalPlace');
  const abort = new AbortController();
  try {
    const source = await withProgress(originalPlace(place, abort.signal), 'Reading the source map', abort);
    return { source: source ?? place, why: '' };
  } catch (error) {
    if (abort.signal.aborted) throw new vscode.CancellationError();
    if (!(error instanceof SourceMapError)) throw error;
    return { source: place, why: ` ${error.message}` };
  }
}

/**
 * The file of a script or a source. A server may serve any folder of the workspace under any path, so the longest part of
 * the path that is somewhere in it counts; the user picks where several files have that.
 */
async function fileFor(file: string): Promise<vscode.Uri | undefined> {
  const parts = pathOf(file);
  if (parts.includes('..')) return undefined;
  for (let from = 0; from < parts.length; from++) {
    const part = parts.slice(from);
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const candidate = vscode.Uri.joinPath(uri, ...part);
      if (await isFile(candidate)) return candidate;
    }
    const pattern = `**/${part.map((name) => name.replace(/[[\]{}*?]/g, '[$&]')).join('/')}`;
    const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostOffered);
    if (found.length > 0) return found.length === 1 ? found[0] : pickFile(found);
  }
  return undefined;
}

async function pickFile(files: readonly vscode.Uri[]): Promise<vscode.Uri> {
  const items = files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Which of these files does the page have?' });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.uri;
}

function pathOf(file: string): readonly string[] {
  const path = URL.canParse(file) ? new URL(file).pathname : file;
  try {
    return decodeURIComponent(path)
      .split('/')
      .filter((part) => part !== '');
  } catch {
    return [];
  }
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
