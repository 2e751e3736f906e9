import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { RelayOwner } from '../../presentation/connection/relayAddress';
import { connectedPages } from '../../presentation/connection/pageFacts';
import { bridgeAddress, scriptTag } from '../../presentation/connection/scriptTag';
import { count } from '../../presentation/text/text';
import { freePortAfter } from '../../relayClient/freePort';
import type { Session } from '../../session/session';
import { actions } from '../ui/actions';
import { allowOrigin } from '../consent/allowOrigin';
import type { AllowedOrigins } from '../consent/allowedOrigins';
import { forgetAllOrigins, forgetOrigin } from '../consent/forgetOrigins';
import type { Register } from '../ui/commands';
import type { EditorConnection } from './connection';
import { connectToRelay } from './connectToRelay';
import type { Consent } from '../consent/consent';
import type { InteractionsView } from '../interactions/interactionsView';
import type { LastRelay } from './lastRelay';
import { tell } from '../ui/messages';
import type { PortForwarding } from './portForwarding';
import type { WorkspaceSimulator } from '../simulator/simulator';
import { openSetting, read, readOrDefault, settings } from '../settings/settings';
import { UserError } from '../ui/userError';
import type { Action } from '../ui/userError';

interface Parts {
  readonly session: Session;
  readonly connection: EditorConnection;
  readonly lastRelay: LastRelay;
  readonly forwarding: PortForwarding;
  readonly simulator: WorkspaceSimulator;
  readonly consent: Consent;
  readonly origins: AllowedOrigins;
  readonly view: InteractionsView;
  readonly log: vscode.LogOutputChannel;
}

/** The commands that start, stop, connect, and let pages in. */
export function connectionCommands(register: Register, parts: Parts): Disposable {
  const { session, connection, lastRelay, forwarding, simulator, consent, origins, view, log } = parts;
  const owned = new DisposableStore();
  /** The commands answer true when it is done, and never with what they reached: that has keys in it. */
  const add = (id: string, run: (argument: unknown) => Promise<unknown>): void => {
    owned.add(
      register(id, async (argument) => {
        await run(argument);
        return true;
      }),
    );
  };
  add('deskside.start', () => connection.start());
  add('deskside.stop', () => connection.stop());
  // Reached from the status bar when something is wrong.
  add('deskside.restart', () => connection.restart());
  // Reached from the message that says that the port is in use.
  add('deskside.useAnotherPort', () => useAnotherPort(connection));
  add('deskside.connect', () => connectToRelay(connection, lastRelay));
  /** The origin of a page in the view Interactions; one that was turned away hands it over as it is. */
  const originOf = (argument: unknown): string | undefined => {
    if (typeof argument === 'string') return argument;
    const node = view.nodeOf(argument);
    return node?.kind === 'refused' ? node.page : node && session.pages.get(node.page)?.info.origin;
  };
  add('deskside.allowOrigin', (argument) => allowOrigin(consent, originOf(argument) ?? consent.lastRefused));
  add('deskside.copyScriptTag', () => copyScriptTag(connection, forwarding));
  add('deskside.openSimulator', () => simulator.open());
  add('deskside.openSimulatorAnew', () => simulator.openAnew());
  add('deskside.openSimulatorInBrowser', () => simulator.openInBrowser());
  owned.add(register('deskside.showEvents', () => log.show(true)));
  owned.add(
    register('deskside.renewKeys', async () => {
      if (connection.owner !== 'elsewhere') await confirmRenewal(session);
      await connection.renewKeys();
      const outcome = renewed[connection.owner ?? 'none'];
      tell('information', outcome.text, outcome.actions);
    }),
  );
  // Also on a page in the view Interactions, whose origin it is then.
  owned.add(
    register('deskside.forgetOrigin', (argument) =>
      forgetOrigin({ session, connection, consent, origins }, originOf(argument)),
    ),
  );
  owned.add(register('deskside.forgetOrigins', () => forgetAllOrigins({ session, connection, consent, origins })));
  return owned;
}

/** Starts Deskside on the next free port, and keeps that port for later. */
async function useAnotherPort(connection: EditorConnection): Promise<void> {
  const before = read(settings.port);
  const port = await freePortAfter(before);
  if (port === undefined) {
    throw new UserError(`No port after ${before} is free. Choose one in the settings.`, [
      openSetting(settings.port.id),
    ]);
  }
  await vscode.workspace.getConfiguration().update(settings.port.id, port, vscode.ConfigurationTarget.Global);
  await connection.start();
  tell('information', `Deskside uses port ${port} from now on. Copy the script tag into your pages again.`, [
    actions.copyScriptTag,
  ]);
}

/** What the user is told after new keys were made, by who runs the relay. */
const renewed: Readonly<Record<RelayOwner | 'none', { readonly text: string; readonly actions: readonly Action[] }>> = {
  none: { text: 'Deskside has new keys. Copy the script tag into your pages again.', actions: [actions.copyScriptTag] },
  here: {
    text: 'Deskside has new keys, and its relay takes no others. Copy the script tag into your pages again.',
    actions: [actions.copyScriptTag],
  },
  otherWindow: {
    text: 'Deskside has new keys. The window that runs the relay starts it again with these keys. Then copy the script tag into your pages again.',
    actions: [actions.copyScriptTag],
  },
  elsewhere: {
    text: 'Deskside has new keys for the relays of its windows. The relay to which this window is connected keeps its own.',
    actions: [],
  },
};

/** @throws vscode.CancellationError if pages are connected, which new keys cut off, and the user does not want that */
async function confirmRenewal({ pages }: Session): Promise<void> {
  const connected = connectedPages(pages.values()).length;
  if (connected === 0) return;
  const yes = 'Renew Keys';
  const answer = await vscode.window.showWarningMessage(
    `Make new keys and cut off ${count(connected, 'page')}?`,
    { modal: true, detail: 'Script tags that you copied before stop working, in all windows.' },
    yes,
  );
  if (answer !== yes) throw new vscode.CancellationError();
}

async function copyScriptTag(connection: EditorConnection, forwarding: PortForwarding): Promise<void> {
  const { address, pageKey } = await connection.startForPages(
    (relay) => `Or use the script tag that it printed, with ${bridgeAddress(relay)} in it.`,
  );
  await vscode.env.clipboard.writeText(
    scriptTag(await forwarding.addressOf(address), pageKey, readOrDefault(settings.callSites)),
  );
  tell('information', "The script tag is in the clipboard. Paste it into your widget's page, and load the page again.");
}
