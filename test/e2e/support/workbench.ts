import { errors } from 'playwright-core';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';

/** How long one step of the user may take in all: only a step that never ends takes as long, however busy the machine is. */
const patienceMs = 90_000;

/** How long one attempt waits for what VS Code is about to show, before the step is made anew. */
const attemptMs = 3000;

/** VS Code's workbench in a browser, by what its user sees. */
export class Workbench {
  private constructor(readonly page: Page) {}

  /** Opens a server's address and waits until one can work. */
  static async open(page: Page, address: string): Promise<Workbench> {
    page.setDefaultTimeout(patienceMs);
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

  /**
   * Runs a command of the palette by its whole title. An open palette does not show commands that are registered later,
   * so the palette is opened anew until the command is there.
   */
  async runCommand(title: string): Promise<void> {
    await repeat(`the command ${title} in the palette`, async () => {
      // A page inside the workbench that has the focus keeps the keys for itself.
      await this.page.evaluate(() => {
        if (document.activeElement instanceof HTMLIFrameElement) document.activeElement.blur();
      });
      if (await this.#quickInput.isVisible()) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await this.#quickInput.getByRole('textbox').fill(`>${title}`, { timeout: attemptMs });
      await this.#entry(title).click({ timeout: attemptMs });
    });
    // What the command asks for appears in the same widget.
    await this.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('.quick-input-widget .quick-input-box input');
      return input?.checkVisibility() !== true || !input.value.startsWith('>');
    });
  }

  /** Puts the cursor of the active editor at the beginning of a line. */
  async goTo(line: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.answer('', `:${line}`);
    await this.status(`Ln ${line}, Col 1`).waitFor();
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** The entry with this label, and no longer one, in the list above the editor. */
  #entry(label: string): Locator {
    const name = this.page.locator('.label-name').getByText(label, { exact: true });
    return this.#quickInput.getByRole('option').filter({ has: name }).first();
  }

  /** Shows a view container of the activity bar, if it is not shown already. */
  async showContainer(name: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
    await this.#open(tab, tab);
  }

  /**
   * Replaces the text of a file in the active editor by one line and saves it, until the file holds that; closes the editor.
   * @param isSaved whether the file holds the text
   */
  async replaceText(file: string, text: string, isSaved: () => Promise<boolean>): Promise<void> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${file}`), selected: true });
    await tab.waitFor();
    await repeat(`the text of ${file}`, async () => {
      if (await isSaved()) return;
      await this.page.locator('.editor-group-container.active .view-lines').click({ timeout: attemptMs });
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.press('Delete');
      await this.page.keyboard.insertText(text);
      await this.page.locator('.tab.dirty').filter({ hasText: file }).waitFor({ timeout: attemptMs });
      await this.page.keyboard.press('Control+S');
      await this.page
        .locator('.tab.dirty')
        .filter({ hasText: file })
        .waitFor({ state: 'detached', timeout: attemptMs });
      if (!(await isSaved())) throw new errors.TimeoutError(`${file} holds another text`);
    });
    await this.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'detached' });
  }

  /** The rows of a tree view. */
  tree(view: string): Locator {
    return this.page.getByRole('tree', { name: view }).getByRole('treeitem');
  }

  /** Opens a row of a tree, if it is closed. */
  async expand(row: Locator): Promise<void> {
    await this.#open(row, row.locator('.monaco-tl-twistie'));
  }

  /** Clicks until the element says that it is open. */
  async #open(element: Locator, toggle: Locator): Promise<void> {
    const opened = element.and(this.page.locator('[aria-expanded="true"]'));
    await repeat('what was to open', async () => {
      await element.waitFor({ timeout: attemptMs });
      if (await opened.isVisible()) return;
      await toggle.click({ timeout: attemptMs });
      await opened.waitFor({ timeout: attemptMs });
    });
  }

  /** Presses a button that a row shows under the pointer. A tree that changes moves rows away from the pointer. */
  async act(row: Locator, action: string): Promise<void> {
    await repeat(`the button ${action} of a row`, async () => {
      await row.hover({ timeout: attemptMs });
      await row.getByRole('button', { name: action, exact: true }).click({ timeout: attemptMs });
    });
  }

  /** Takes an entry of the list that VS Code shows above the editor, as soon as that list has it. */
  async pick(label: string): Promise<void> {
    await repeat(`the entry ${label}`, async () => {
      await this.#quickInput.getByRole('textbox').fill(label, { timeout: attemptMs });
      await this.#entry(label).click({ timeout: attemptMs });
    });
  }

  /** Opens a file of the folder in whatever editor it has. */
  async quickOpen(name: string): Promise<void> {
    await repeat(`the file ${name}`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+P');
      await this.#quickInput.getByRole('textbox').fill(name, { timeout: attemptMs });
      await this.#entry(name).click({ timeout: attemptMs });
    });
  }

  /** Opens a file of the folder in an editor of text. */
  async openFile(name: string): Promise<void> {
    await this.quickOpen(name);
    await this.page
      .locator(`.editor-instance[aria-label*="${name}"], .monaco-editor[data-uri$="/${name}"]`)
      .first()
      .waitFor();
  }

  /**
   * Presses F5 where there is no launch.json, until the list that VS Code shows has this debugger: an open list does not show
   * debuggers of extensions that VS Code reads later.
   */
  async pressF5For(debuggerName: string): Promise<void> {
    await repeat(`the debugger ${debuggerName}`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F5');
      await this.#entry(debuggerName).waitFor({ timeout: attemptMs });
    });
  }

  /** Types an answer to a question that VS Code asks above the editor, until the question is gone. */
  async answer(question: string, text: string): Promise<void> {
    const asked = this.#quickInput.filter({ hasText: question });
    await asked.waitFor();
    await repeat(`the end of the question ${question}`, async () => {
      if (await asked.isHidden()) return;
      await asked.getByRole('textbox').fill(text, { timeout: attemptMs });
      await asked.getByRole('textbox').press('Enter', { timeout: attemptMs });
      await asked.waitFor({ state: 'hidden', timeout: attemptMs });
    });
  }

  /** Names the file in the dialog that asks where to save, once that has come with a name of this ending. */
  async nameFile(ending: string, path: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        document.querySelector<HTMLInputElement>('.quick-input-widget .quick-input-box input')?.value.endsWith(wanted),
      ending,
    );
    await this.answer('', path);
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

  /** Shows the list of all notifications: of more than three in 800 ms, VS Code shows the first three by themselves. */
  showNotifications(): Promise<void> {
    return this.runCommand('Notifications: Show Notifications');
  }

  /**
   * Closes all notifications, which lie over the lower right corner, and waits until VS Code has closed them: it folds a
   * message into an open one with the same text, so a message that came in between would be closed with it.
   */
  async clearNotifications(): Promise<void> {
    await repeat('the end of all notifications', async () => {
      await this.runCommand('Notifications: Clear All Notifications');
      await this.message('').first().waitFor({ state: 'hidden', timeout: attemptMs });
    });
  }
}

/** Repeats a step until an attempt comes to its end; each attempt waits a while for what it needs. */
async function repeat(what: string, attempt: () => Promise<void>): Promise<void> {
  let last = '';
  await until(
    () => `${what}: ${last}`,
    async () => {
      try {
        await attempt();
        return true;
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
        last = error.message;
        return false;
      }
    },
    patienceMs,
  );
}
