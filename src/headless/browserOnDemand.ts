import { HeadlessBrowser } from './headlessBrowser';

/** One browser without a window, which starts when it is first needed, and again where it has ended. */
export class BrowserOnDemand {
  #browser: Promise<HeadlessBrowser> | undefined;

  /** @throws BrowserError if none starts */
  async get(): Promise<HeadlessBrowser> {
    for (;;) {
      const launched = (this.#browser ??= HeadlessBrowser.launch());
      const forget = (): void => {
        if (this.#browser === launched) this.#browser = undefined;
      };
      const browser = await launched.catch((error: unknown) => {
        forget();
        throw error;
      });
      if (browser.isAlive) return browser;
      forget();
      await browser.close();
    }
  }

  async close(): Promise<void> {
    const browser = await this.#browser?.catch(() => undefined);
    this.#browser = undefined;
    await browser?.close();
  }
}
