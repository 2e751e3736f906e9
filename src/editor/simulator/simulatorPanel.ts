import * as vscode from 'vscode';
import { panelPage } from '../../presentation/simulator/panelPage';
import { simulatorTabType } from './simulatorTab';

/**
 * The editor tab that shows the simulated Workspace. Its page follows VS Code's theme, and keeps the notice about changed
 * widgets until the user opens the simulator anew. It outlives the extension, which takes it over again.
 */
export class SimulatorPanel {
  #panel: vscode.WebviewPanel | undefined;
  #loads = 0;

  /** @param openAnew the user asks for it in the page */
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly openAnew: () => void,
  ) {}

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** Shows an address, in the tab that is there already or in a new one beside the code. */
  show(address: string): void {
    const panel = this.#panel ?? this.#keep(this.#newPanel());
    panel.webview.html = this.#html(panel.webview, address);
    panel.reveal(undefined, true);
  }

  /** Brings the tab to the front. */
  reveal(): void {
    this.#panel?.reveal(undefined, true);
  }

  /** Takes over a tab that VS Code kept from before its window was loaded again: its simulator is gone. */
  adopt(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    panel.webview.options = this.#options();
    this.#keep(panel).webview.html = this.#html(panel.webview, undefined);
  }

  /** Says in the page whether the widgets in the settings are others than those that it shows. */
  widgetsChanged(changed: boolean): void {
    void this.#panel?.webview.postMessage({ widgetsChanged: changed });
  }

  #newPanel(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      simulatorTabType,
      'Simulated Workspace',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      // The simulator begins anew with each load.
      { ...this.#options(), retainContextWhenHidden: true },
    );
  }

  #options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [this.#folder] };
  }

  #keep(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (message === 'openAnew') this.openAnew();
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    return panel;
  }

  get #folder(): vscode.Uri {
    return vscode.Uri.joinPath(this.extensionUri, 'media', 'panel');
  }

  #html(webview: vscode.Webview, address: string | undefined): string {
    const uri = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(this.#folder, file)).toString();
    this.#loads += 1;
    return panelPage({
      address,
      load: this.#loads,
      script: uri('panel.js'),
      style: uri('panel.css'),
      source: webview.cspSource,
    });
  }
}
