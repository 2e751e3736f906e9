import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../scripts/hosts/paths';
import { say } from '../../../scripts/hosts/say';
import { Product } from '../support/product';
import type { ProductOptions } from '../support/product';
import { themes } from './themes';
import type { Theme } from './themes';

/** Where the pictures of the README and docs/ are. */
export const folder = join(root, 'media', 'pictures');

/** The height of VS Code's title bar, in CSS pixels. */
const titleBar = 35;

/** Writes the picture of what a window shows under its title bar into the folder of the pictures, by this name. */
type Take = (name: string) => Promise<void>;

/**
 * Starts the product in VS Code's theme of this kind, and stops it when the steps are done.
 * @param steps bring about what is to be seen, and take the pictures
 */
export async function photograph(
  theme: Theme,
  options: ProductOptions,
  steps: (product: Product, take: Take) => Promise<void>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const viewport = options.viewport ?? { width: 1100, height: 700 };
  const product = await Product.start({
    ...options,
    viewport,
    colorScheme: theme === 'light' ? 'light' : 'dark',
    settings: { 'workbench.colorTheme': themes[theme], 'editor.minimap.enabled': false, ...options.settings },
  });
  const { page } = product.workbench;
  try {
    await steps(product, async (name) => {
      await settle(page);
      const path = join(folder, `${name}-${theme}.png`);
      await page.screenshot({ path, clip: { ...viewport, x: 0, y: titleBar, height: viewport.height - titleBar } });
      say(path);
    });
  } finally {
    await product.stop();
  }
}

/** Waits until a window shows nothing that passes by itself, with the pointer where it explains nothing. */
export async function settle(page: Page): Promise<void> {
  await page.mouse.move(200, titleBar / 2);
  for (const passing of ['.notification-toast', '.workbench-hover', '.quick-input-widget']) {
    await page.locator(passing).filter({ visible: true }).first().waitFor({ state: 'detached' });
  }
}
