import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { AgentHost, ProjectFile } from '../../agents/agentHost';
import { AgentRefusal } from '../../agents/refusal';
import { AgentSimulator } from '../../headless/agentSimulator';
import { languageOf } from '../../language/documents';
import { diagnosisText } from '../../presentation/connection/diagnosis';
import type { ConnectionFacts } from '../../presentation/connection/diagnosis';
import { oneLine } from '../../presentation/text/text';
import type { Session } from '../../session/session';
import { waitForConnection } from '../../session/link/waitForConnection';
import type { EditorConnection } from '../connection/connection';
import { pathOf, readText, uriOf } from '../ui/files';
import { readOrDefault, settings } from '../settings/settings';
import { UserError } from '../ui/userError';
import type { EditorPermissions } from './editorPermissions';

/** Longer than the handshake may take. */
const connectionMs = 8_000;

/** What a window has of Deskside once it is used, as far as the tools need it. */
export interface ConnectedDeskside {
  readonly session: Session;
  readonly connection: EditorConnection;
  /** Looks at each step of the way from a page to here. */
  connectionFacts(): Promise<ConnectionFacts>;
}

/** What runs the tools in a window of VS Code. Deskside itself is loaded when a tool needs it. */
export class EditorHost implements AgentHost {
  readonly simulator: AgentSimulator;

  /** @param load gives what a window has of Deskside once it is used */
  constructor(
    private readonly load: () => Promise<ConnectedDeskside>,
    readonly permissions: EditorPermissions,
  ) {
    this.simulator = new AgentSimulator({
      relay: () => refusing(async () => (await this.load()).connection.start()),
      widgets: () => ({
        widgets: readOrDefault(settings.widgets),
        interactionWidgets: readOrDefault(settings.interactionWidgets),
      }),
    });
  }

  get isTrusted(): boolean {
    return vscode.workspace.isTrusted;
  }

  async session(): Promise<Session> {
    const { session } = await this.load();
    const status = await waitForConnection(session, connectionMs);
    if (status.kind === 'connected') return session;
    throw new AgentRefusal(
      status.kind === 'trouble'
        ? `There is no connection to the relay. ${status.message}`
        : 'Deskside is off in this window. deskside_start_simulator starts it with a simulated Workspace; the user starts it with "Deskside: Start".',
    );
  }

  async readFile(path: string): Promise<ProjectFile> {
    const named = oneLine(path, 200);
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const file = isAbsolute(path) ? uri.with({ path: vscode.Uri.file(path).path }) : vscode.Uri.joinPath(uri, path);
      const text = await readInFolders(file);
      if (text !== undefined) return { path: pathOf(file), language: languageOf(file.path), text };
    }
    throw new AgentRefusal(`There is no file ${named} in the folders of this window. Name one from there.`);
  }

  readModule(path: string): Promise<string | undefined> {
    return readInFolders(uriOf(path));
  }

  async connectionReport(): Promise<string> {
    return diagnosisText(await (await this.load()).connectionFacts());
  }

  dispose(): Promise<void> {
    return this.simulator.dispose();
  }
}

/** The text of a file in a folder of this window; undefined where there is none. */
async function readInFolders(file: vscode.Uri): Promise<string | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (await isInside(uri, file)) return readText(pathOf(file));
  }
  return undefined;
}

/** Whether a file is in a folder, also once links are followed. */
async function isInside(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  const isElsewhere = folder.scheme !== file.scheme || folder.authority !== file.authority;
  if (isElsewhere || !isBelow(folder.path, file.path)) return false;
  if (folder.scheme !== 'file') return true;
  const [realFolder, realFile] = await Promise.all(
    [folder, file].map(({ fsPath }) => realpath(fsPath).catch(() => '')),
  );
  return realFolder !== undefined && realFile !== undefined && isBelow(realFolder, realFile);
}

function isBelow(folder: string, file: string): boolean {
  const inside = relative(folder, file);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** @throws AgentRefusal for what the user would be told */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw new AgentRefusal(error.message);
    throw error;
  }
}
