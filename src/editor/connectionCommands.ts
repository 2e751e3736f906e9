import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import type { RelayOwner } from '../session/presentation/relayAddress';
import { connectedPages, hasSimulator } from '../session/presentation/pageFacts';
import { bridgeAddress, scriptTag } from '../session/presentation/scriptTag';
import { count } from '../session/presentation/text';
import type { Session } from '../session/session';
import { actions } from './actions';
import { allowOrigin } from './allowOrigin';
import type { AllowedOrigins } from './allowedOrigins';
import type { Register } from './commands';
import type { Connection } from './connection';
import { connectToRelay } from './connectToRelay';
import type { Consent } from './consent';
import type { LastRelay } from './lastRelay';
import { tell } from './messages';
import type { Reach } from './reach';
import { openSimulator } from './simulator';
import type { Action } from './userError';

interface Parts {
  readonly session: Session;
  readonly connection: Connection;
  readonly lastRelay: LastRelay;
  readonly reach: Reach;
  readonly consent: Consent;
  readonly origins: AllowedOrigins;
  readonly log: vscode.LogOutputChannel;
}

/** The commands that start, stop, connect, and let pages in. */
export function connectionCommands(register: Register, parts: Parts): Disposable {
  const { session, connection, lastRelay, reach, consent, origins, log } = parts;
  const owned = new DisposableStore();
  /** The commands answer true when it is done, and never with what they reached: that has keys in it. */
  const add = (id: string, run: () => Promise<unknown>): void => {
    owned.add(
      register(id, async () => {
        await run();
        return true;
      }),
    );
  };
  add('deskside.start', () => connection.start());
  add('deskside.stop', () => connection.stop());
  // Reached from the status bar when something is wrong.
  add('deskside.restart', () => connection.restart());
  add('deskside.connect', () => connectToRelay(connection, lastRelay));
  add('deskside.allowOrigin', () => allowOrigin(consent));
  add('deskside.copyScriptTag', () => copyScriptTag(connection, reach));
  add('deskside.openSimulator', async () => {
    // To show an address again is to load it again, and the simulated Workspace begins anew with each load.
    if (hasSimulator(session.pages.values())) tell('information', simulatorIsOpen, [actions.openAnew]);
    else await openSimulator(connection, reach);
  });
  // Reached from the message above.
  add('deskside.openSimulatorAnew', () => openSimulator(connection, reach));
  owned.add(register('deskside.showEvents', () => log.show(true)));
  owned.add(
    register('deskside.renewKeys', async () => {
      if (connection.owner !== 'elsewhere') await confirmRenewal(session);
      await connection.renewKeys();
      const outcome = renewed[connection.owner ?? 'none'];
      tell('information', outcome.text, outcome.actions);
    }),
  );
  owned.add(
    register('deskside.forgetOrigins', async () => {
      await origins.clear();
      consent.forget();
      const owner = connection.owner ?? 'none';
      const isOfWindows = owner === 'here' || owner === 'otherWindow';
      if (!isOfWindows || (await connection.forgetOrigins())) tell('information', forgotten[owner]);
      else tell('warning', notHeard, [{ title: 'Forget Again', command: 'deskside.forgetOrigins' }]);
    }),
  );
  return owned;
}

const simulatorIsOpen = 'The simulated Workspace is open. Opened again, it begins anew and its interactions are gone.';

/** What new keys come to, by whose the relay in use is. */
const renewed: Readonly<Record<RelayOwner | 'none', { readonly text: string; readonly actions: readonly Action[] }>> = {
  none: { text: 'Deskside has new keys. Copy the script tag into your pages again.', actions: [actions.copyScriptTag] },
  here: {
    text: 'Deskside has new keys, and its relay takes no others. Copy the script tag into your pages again.',
    actions: [actions.copyScriptTag],
  },
  otherWindow: {
    text: 'Deskside has new keys. The window whose relay this is starts it again with them; then copy the script tag into your pages again.',
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
    { modal: true, detail: 'Script tags that you copied before no longer connect either, in whichever window.' },
    yes,
  );
  if (answer !== yes) throw new vscode.CancellationError();
}

const forgottenByWindows =
  'All allowed origins are forgotten. The relay of your windows lets their pages in no longer, and has closed their connections.';

const notHeard =
  'All allowed origins are forgotten, but the relay of your windows does not answer. If it still runs, it lets in what it let in before: forget them again when it is connected.';

/** What forgetting comes to, by whose the relay in use is. */
const forgotten: Readonly<Record<RelayOwner | 'none', string>> = {
  none: 'All allowed origins are forgotten.',
  here: forgottenByWindows,
  otherWindow: forgottenByWindows,
  elsewhere:
    'All allowed origins are forgotten. The relay to which this window is connected lets them in until it ends.',
};

async function copyScriptTag(connection: Connection, reach: Reach): Promise<void> {
  const { address, pageKey } = await connection.startForPages(
    (relay) => `Or use the script tag that it printed, with ${bridgeAddress(relay)} in it.`,
  );
  await vscode.env.clipboard.writeText(scriptTag(await reach.addressOf(address), pageKey));
  tell('information', "The script tag is in the clipboard. Paste it into your widget's page, and load the page again.");
}
