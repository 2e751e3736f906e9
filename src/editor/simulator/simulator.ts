import * as vscode from 'vscode';
import { hasSimulator } from '../../presentation/connection/pageFacts';
import { simulatorAddress } from '../../presentation/connection/scriptTag';
import type { SimulatorLook } from '../../presentation/connection/scriptTag';
import type { Session } from '../../session/session';
import type { EditorConnection } from '../connection/connection';
import type { PortForwarding } from '../connection/portForwarding';
import type { PageAccess } from '../../sharedRelay/sharedRelay';
import { read, readOrDefault, settings } from '../settings/settings';
import { actions } from '../ui/actions';
import { tell } from '../ui/messages';
import { settingsProfile } from './settingsProfile';
import { SimulatorPanel } from './simulatorPanel';

const themes: Readonly<Record<vscode.ColorThemeKind, NonNullable<SimulatorLook['theme']>>> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'highContrastDark',
  [vscode.ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

const isOpen = 'The simulated Workspace is already open. If you open it anew, its interactions are lost.';

/** The simulated Workspace as this window opens it: in an editor tab beside the code, or in the user's browser. */
export class WorkspaceSimulator {
  readonly #panel: SimulatorPanel;
  /** The widgets with which the tab was opened. */
  #widgets = '';

  constructor(
    private readonly session: Session,
    private readonly connection: EditorConnection,
    private readonly forwarding: PortForwarding,
    extensionUri: vscode.Uri,
  ) {
    this.#panel = new SimulatorPanel(extensionUri, () => {
      void vscode.commands.executeCommand(actions.openAnew.command);
    });
  }

  /**
   * Brings the simulator to the front, or opens one if there is none; starts Deskside first if it is off.
   * @throws UserError if that can't be done
   */
  async open(): Promise<void> {
    if (!hasSimulator(this.session.pages.values())) await this.openAnew();
    else if (this.#panel.isOpen) this.#panel.reveal();
    // To show an address again is to load it again, and the simulated Workspace begins anew with each load.
    else tell('information', isOpen, [actions.openAnew]);
  }

  /**
   * Opens a simulator in the tab of this window, in place of one that is there.
   * @param adapt makes of its address the one to open
   * @throws UserError if that can't be done
   */
  async openAnew(adapt = (address: string): string => address): Promise<void> {
    const theme = themes[vscode.window.activeColorTheme.kind];
    const address = adapt(await simulatorUrl(await this.connection.start(), this.forwarding, { theme }));
    this.#widgets = widgetsInSettings();
    this.#panel.show(address);
  }

  /**
   * Opens a simulator in the user's browser, which has tools for developers.
   * @throws UserError if that can't be done
   */
  async openInBrowser(): Promise<void> {
    const address = await simulatorUrl(await this.connection.start(), this.forwarding);
    // As a text: a Uri would change the encoding of the addresses in its query.
    await vscode.commands.executeCommand('vscode.open', address);
  }

  /**
   * Takes over a tab that VS Code kept: from before its window was loaded again, or its extensions started anew.
   * @param goesOn whether Deskside goes on by itself with the relay of the windows, and so the simulator begins anew there
   * @throws UserError if that can't be done
   */
  async adopt(panel: vscode.WebviewPanel, goesOn: boolean): Promise<void> {
    this.#panel.adopt(panel);
    if (goesOn) await this.openAnew();
  }

  /** The widgets in the settings may be others now: says how to see them. */
  widgetsChanged(): void {
    if (this.#panel.isOpen) this.#panel.widgetsChanged(widgetsInSettings() !== this.#widgets);
    else if (hasSimulator(this.session.pages.values())) {
      tell('information', 'Open the simulated Workspace anew to see the changed widgets.', [actions.openAnew]);
    }
  }
}

/**
 * The address of the simulated Workspace for a browser beside VS Code, with the profile of the settings.
 * @param look widgets in place of those of the settings, and colours in place of the browser's
 * @throws UserError if the browser can't reach the relay, or if a setting is needed and wrong
 */
export async function simulatorUrl(
  { address, simulatorKey }: PageAccess,
  forwarding: PortForwarding,
  {
    widgets = read(settings.widgets),
    interactionWidgets = read(settings.interactionWidgets),
    ...colours
  }: SimulatorLook = {},
): Promise<string> {
  const plain = simulatorAddress(
    await forwarding.addressOf(address),
    { simulatorKey },
    { widgets, interactionWidgets, ...colours },
  );
  const profile = await settingsProfile();
  if (profile === undefined) return plain;
  const { withProfile } = await import('../../simulator/desk/profile/profileAddress');
  return withProfile(plain, profile);
}

function widgetsInSettings(): string {
  return JSON.stringify([settings.widgets, settings.interactionWidgets].map((setting) => readOrDefault(setting)));
}
