import type { Page } from 'playwright-core';
import type { RemotePath } from './vscodeServer';

/** What VS Code's page is to run, as its configuration calls it. */
export interface DevelopmentOptions {
  /** The folders of extensions under development. */
  readonly extensions: readonly RemotePath[];
  /** The module whose `run()` is called, if one is. */
  readonly extensionTestsPath?: RemotePath;
}

/**
 * Lets a page that opens VS Code run an extension under development and its tests. Newer servers take neither from the
 * page's address, so both are added to the configuration in the page, after it was parsed and before its scripts read it.
 */
export async function startInDevelopment(page: Page, options: DevelopmentOptions): Promise<void> {
  await page.addInitScript((developmentOptions) => {
    document.addEventListener('readystatechange', () => {
      const element = document.getElementById('vscode-workbench-web-configuration');
      const given = element?.dataset.settings;
      if (document.readyState !== 'interactive' || element === null || given === undefined) return;
      const configuration = JSON.parse(given) as { developmentOptions?: object };
      element.dataset.settings = JSON.stringify({
        ...configuration,
        developmentOptions: { ...configuration.developmentOptions, ...developmentOptions },
      });
    });
  }, options);
}
