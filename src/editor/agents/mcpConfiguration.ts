import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { read, settings } from '../settings/settings';
import { requireTrust } from '../settings/trust';
import { exists } from '../ui/files';
import { tell } from '../ui/messages';
import type { Keys } from '../connection/keys';

/** Permissions of a file that is its owner's alone. */
const ownerOnly = 0o600;

/** Where things are for the server of the Model Context Protocol that other agents start. */
export interface McpPlaces {
  /** A folder that stays when the extension is updated. */
  readonly storage: string;
  /** The program of this version of the extension. */
  readonly program: string;
}

/**
 * What an agent outside of VS Code needs to start `deskside mcp` and to join the relay of the windows: a small program that
 * stays where it is when the extension is updated, and a file with the keys. Both are there only once the user wanted them.
 */
export class McpConfiguration {
  constructor(
    private readonly keys: Keys,
    private readonly places: McpPlaces,
  ) {}

  /**
   * Writes the files and copies the lines for the settings of an agent.
   * @throws UserError if the workspace is not trusted or the port is wrong
   */
  async copy(): Promise<void> {
    requireTrust();
    const port = read(settings.port);
    await this.#write();
    const args = [this.#launcher, 'mcp', '--keys', this.#keyFile, '--port', String(port)];
    const lines = { mcpServers: { deskside: { command: 'node', args } } };
    await vscode.env.clipboard.writeText(`${JSON.stringify(lines, null, 2)}\n`);
    tell(
      'information',
      'The configuration is in the clipboard. Paste it into the settings of an agent outside of VS Code; the models of VS Code have these tools already. It names a file with the keys of your windows: a program that reads that file can do what Deskside can.',
    );
  }

  /** The keys or the extension are others now: writes the files anew, if the user ever wanted them. */
  async refresh(): Promise<void> {
    if (await exists(vscode.Uri.file(this.#keyFile))) await this.#write();
  }

  get #launcher(): string {
    return join(this.places.storage, 'deskside-mcp.js');
  }

  get #keyFile(): string {
    return join(this.places.storage, 'mcp-keys.json');
  }

  async #write(): Promise<void> {
    const { page, tool } = await this.keys.get();
    await mkdir(this.places.storage, { recursive: true });
    await replaceFile(this.#launcher, `require(${JSON.stringify(this.places.program)});\n`);
    await replaceFile(this.#keyFile, `${JSON.stringify({ pageKey: page, toolKey: tool }, null, 2)}\n`);
  }
}

/** Nobody ever reads half of it, or a key in a file that others can read. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: ownerOnly, flag: 'wx' });
  await chmod(draft, ownerOnly);
  await rename(draft, file);
}
