import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { piecesIndex } from '../../scripts/build/extensionPieces.mjs';
import { scriptLanguages } from '../../src/language/documents';
import { until } from '../support/until';
import { deskside } from './support/deskside';
import { extension, manifest, missingCommands } from './support/manifest';
import { WorkFolder } from './support/workFolder';

/** The built pieces that hold the parser, by their paths from dist/. */
async function parserPieces(): Promise<readonly string[]> {
  const text = await readFile(join(extension().extensionPath, piecesIndex), 'utf8');
  const index = v.parse(v.record(v.string(), v.object({ bytes: v.record(v.string(), v.number()) })), JSON.parse(text));
  return Object.entries(index)
    .filter(([, { bytes }]) => Object.keys(bytes).some((source) => source.includes('@lezer/')))
    .map(([name]) => name);
}

/** Those of some pieces that Node has loaded. */
function loadedOf(pieces: readonly string[]): readonly string[] {
  const loaded = Object.keys(require.cache).map((path) => path.replaceAll('\\', '/'));
  return pieces.filter((name) => loaded.some((path) => path.endsWith(`/dist/${name}`)));
}

// Runs before the other files, so that nothing of Deskside has been used.
describe('the extension', () => {
  let folder: WorkFolder;
  before(async () => {
    folder = await WorkFolder.make();
  });
  after(() => folder.remove());

  it('is found and activates', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('loads nothing for scripts before one of them mentions the API', async () => {
    // Files: VS Code opens an editor for an untitled document, and asks where to save it when debugging starts.
    const complete = async ({ uri }: vscode.TextDocument): Promise<void> => {
      await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', uri, new vscode.Position(0, 0));
    };
    const pieces = await parserPieces();
    await complete(await folder.open('plain.js', 'export const answer = 42;\n'));
    assert.deepEqual(loadedOf(pieces), []);
    await complete(await folder.open('widget.js', 'const { voice } = genesys.wwe.service;\n'));
    assert.deepEqual(loadedOf(pieces), pieces);
  });

  it('has every command that it declares at once, and runs it although the rest has to be loaded first', async () => {
    assert.deepEqual(await missingCommands(), []);
    await vscode.commands.executeCommand('deskside.showEvents');
    await until('the log', () =>
      vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'output' && uri.path.includes('Deskside Events')),
    );
  });

  it('starts nothing by itself, but for what an editor and the Testing view show of scenarios, what scripts need, and a tab of the simulator', async () => {
    const languages = ['json', 'yaml', ...scriptLanguages].map((language) => `onLanguage:${language}`);
    const debugging = ['onDebugDynamicConfigurations:deskside', 'onDebugResolve:deskside'];
    const others = ['workspaceContains:**/*.scenario.{yaml,yml,json}', 'onWebviewPanel:deskside.simulator'];
    assert.deepEqual(manifest().activationEvents, [...debugging, ...languages, ...others]);
    const { session } = await deskside();
    assert.equal(session.status.kind, 'off');
  });
});
