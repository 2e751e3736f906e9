import * as vscode from 'vscode';
import { readForwarded } from '../../presentation/connection/forwarded';
import type { Session } from '../../session/session';
import { UserError } from '../ui/userError';

/** Whether this extension runs on another machine than VS Code's window. In a remote window it may run on either. */
export function runsRemotely({ extensionKind }: Pick<vscode.Extension<unknown>, 'extensionKind'>): boolean {
  return vscode.env.remoteName !== undefined && extensionKind === vscode.ExtensionKind.Workspace;
}

/**
 * Finds the address under which the browser reaches the relay. Both usually run on one machine; where the extension runs on a
 * remote machine, VS Code forwards the relay's port.
 */
export class PortForwarding {
  constructor(
    private readonly session: Session,
    private readonly isRemote: boolean,
    private readonly log: vscode.LogOutputChannel,
    private readonly forward: typeof vscode.env.asExternalUri = vscode.env.asExternalUri,
  ) {}

  /**
   * @param address the HTTP address of the relay that the session is connected to
   * @returns the address for the browser; the relay answers under it
   * @throws UserError if VS Code forwards it in a way that the relay can't answer
   */
  async addressOf(address: string): Promise<string> {
    if (!this.isRemote || !address.startsWith('http:')) return address;
    const external = await this.#externalOf(address);
    if (external === undefined || external === address) return address;
    const forwarded = readForwarded(external);
    if (forwarded === undefined) throw outOfReach(external);
    if (forwarded === 'beside') return address;
    if (new URL(address).port !== String(forwarded.port)) await this.session.allowPort(forwarded.port);
    return forwarded.address;
  }

  /** Undefined where VS Code forwards nothing, as its server does for a browser on the same machine. */
  async #externalOf(address: string): Promise<string | undefined> {
    try {
      const external = await this.forward(vscode.Uri.parse(address, true));
      return external.toString(true).replace(/\/$/, '');
    } catch (error) {
      this.log.debug(`VS Code does not forward ${address}: ${String(error)}`);
      return undefined;
    }
  }
}

function outOfReach(external: string): UserError {
  return new UserError(
    `VS Code makes the relay reachable as ${external}, where it lets nobody in: it answers to 127.0.0.1 alone. Open this folder in VS Code on your own machine, or run deskside serve there.`,
  );
}
