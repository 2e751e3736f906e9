import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { CodePlaces } from '../../src/editor/timeline/codePlaces';
import { UserError } from '../../src/editor/ui/userError';
import { until } from '../support/until';
import { deskside, pressEnterUntil } from './support/deskside';

const setting = 'deskside.sourceMaps.origins';
const folderName = 'code-places';

// The first place of the script is the third of the third line of its source.
const map = { version: 3, sources: ['../src/answer.ts'], mappings: 'AAEE' };
const source = 'export function answer(id: string): void {\n  // Takes the call.\n  globalThis.accept(id);\n}\n';

describe('a place in a page’s code', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/dist/bundle.js') response.end('accept("1");\n//# sourceMappingURL=bundle.js.map');
    else if (request.url?.endsWith('.map')) response.end(JSON.stringify(map));
    else response.writeHead(404).end();
  });
  let origin: string;
  let folder: vscode.Uri;
  before(async () => {
    await deskside();
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace !== undefined);
    folder = vscode.Uri.joinPath(workspace.uri, folderName);
    const write = (path: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), Buffer.from(text));
    await write('src/answer.ts', source);
    await write('dist/bundle.js', 'accept("1");\n');
    await write('dist/answer.ts', 'another file of this name\n');
    await write('pages [1]/odd.js', 'odd();\n');
    await write('one/twice.js', 'once();\n');
    await write('two/twice.js', 'twice();\n');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    origin = `http://127.0.0.1:${address.port}`;
  });
  beforeEach(() => asked.splice(0));
  after(async () => {
    server.closeAllConnections();
    server.close();
    await vscode.workspace.getConfiguration().update(setting, undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    await rm(folder.fsPath, { recursive: true });
  });

  const at = (path: string): { readonly file: string; readonly line: number; readonly column: number } => ({
    ...{ file: `${origin}/${path}`, line: 1, column: 1 },
  });
  /** With an origin that the user lets connect, as a window has them. */
  const opening = async (place: Parameters<CodePlaces['open']>[0], list: readonly string[] = []): Promise<void> => {
    const places = new CodePlaces(() => new vscode.Disposable(() => undefined), { list });
    await places.open(place).finally(() => places.dispose());
  };
  const openedAt = (): string => {
    const { document, selection } = vscode.window.activeTextEditor ?? {};
    const { line = -1, character = -1 } = selection?.active ?? {};
    return `${document?.uri.path.split(`/${folderName}/`)[1]}:${line + 1}:${character + 1}`;
  };

  it('is opened in the script, and nothing is asked for, where the user has not allowed the origin', async () => {
    await opening(at('dist/bundle.js'), ['http://127.0.0.1:1']);
    assert.equal(openedAt(), 'dist/bundle.js:1:1');
    assert.deepEqual(asked, []);
  });

  it('is opened in the source for a page of an origin that the user lets connect', async () => {
    await opening(at('dist/bundle.js'), [origin]);
    assert.equal(openedAt(), 'src/answer.ts:3:3');
  });

  it('is opened in the source once the user has pressed the button, and from then on', async () => {
    await vscode.commands.executeCommand('deskside.readSourceMaps', origin, at('dist/bundle.js'));
    await until('the source', () => openedAt() === 'src/answer.ts:3:3');
    assert.deepEqual(vscode.workspace.getConfiguration().get(setting), [origin]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await opening(at('dist/bundle.js'));
    assert.equal(openedAt(), 'src/answer.ts:3:3');
  });

  it('is found wherever in the workspace the server’s folder is, and picked where several files have its name', async () => {
    await opening(at('app/pages%20[1]/odd.js'), [origin]);
    assert.equal(openedAt(), 'pages [1]/odd.js:1:1');
    await pressEnterUntil(opening(at('twice.js'), [origin]));
    assert.match(openedAt(), /^(one|two)\/twice\.js:1:1$/);
  });

  it('is told as it is where no folder has the file, with why the source is not known', async () => {
    server.close();
    server.closeAllConnections();
    const elsewhere = { file: `${origin}/nowhere/else.js`, line: 7, column: 2 };
    await assert.rejects(opening(elsewhere, [origin]), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /else\.js:7:2 is in no folder of this workspace\. .*could not be read/);
      assert.deepEqual(error.actions, []);
      return true;
    });
    const unknown = { file: 'webpack-internal:///../../../etc/passwd', line: 1, column: 1 };
    await assert.rejects(opening(unknown, [origin]), /is in no folder of this workspace/);
  });
});
