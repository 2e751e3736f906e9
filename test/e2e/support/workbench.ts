import type { Locator, Page } from 'playwright-core';

/** VS Code's workbench in a browser, by what its user sees. */
export class Workbench {
  private constructor(readonly page: Page) {}

  /** Opens a server's address and waits until one can work. */
  static async open(page: Page, address: string): Promise<Workbench> {
    await page.goto(address);
    const workbench = new Workbench(page);
    await workbench.#ready();
    return workbench;
  }

  /** Loads the window anew. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  #ready(): Promise<void> {
    return this.page.getByRole('tab', { name: /^Explorer/ }).waitFor();
  }

  /** Runs a command of the palette by its whole title. */
  async runCommand(title: string): Promise<void> {
    // A page inside the workbench that has the focus keeps the keys for itself.
    await this.page.evaluate(() => {
      if (document.activeElement instanceof HTMLIFrameElement) document.activeElement.blur();
    });
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(`>${title}`);
    const entry = this.page.locator('.quick-input-list [role=option]').filter({ hasText: title }).first();
    await entry.click();
  }

  /** Shows a view container of the activity bar, if it is not shown already. */
  async showContainer(name: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
    if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
  }

  /** The rows of a tree view. */
  tree(view: string): Locator {
    return this.page.getByRole('tree', { name: view }).getByRole('treeitem');
  }

  /** Opens a row of a tree, if it is closed. */
  async expand(row: Locator): Promise<void> {
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
  }

  /** Presses a button that a row shows under the pointer. */
  async act(row: Locator, action: string): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: action, exact: true }).click();
  }

  /** Takes an entry of the list that VS Code shows above the editor. */
  async pick(label: string): Promise<void> {
    const list = this.page.locator('.quick-input-widget');
    await list.getByRole('textbox').fill(label);
    await list.getByRole('option', { name: label }).first().click();
  }

  /** Types an answer to a question that VS Code asks above the editor. */
  async answer(question: string, text: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget').filter({ hasText: question });
    await widget.getByRole('textbox').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** The first line with this text among those in sight of the output channel that is shown. */
  outputLine(text: string): Locator {
    return this.page.locator('.output-view .view-line').filter({ hasText: text }).first();
  }

  /** Items of the status bar. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** Messages in the corner. */
  message(text: string): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text });
  }

  /** Closes all notifications, which lie over the lower right corner. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }
}
