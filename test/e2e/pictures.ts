// `npm run pictures`: takes the pictures of the README from the running product, light and dark.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/hosts/paths';
import { describeError, say } from '../../scripts/hosts/say';
import { Product } from './support/product';

const folder = join(root, 'media', 'pictures');
const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;

async function overview(scheme: keyof typeof themes): Promise<void> {
  const product = await Product.start({ colorScheme: scheme, settings: { 'workbench.colorTheme': themes[scheme] } });
  try {
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    const simulator = await product.openSimulatorBeside();
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    const call = workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
    await workbench.act(call, 'Accept');
    await workbench.expand(call);
    await workbench.expand(workbench.tree('Interactions').filter({ hasText: 'User Data' }));
    await simulator.getByRole('button', { name: 'Chat' }).click();
    await workbench.runCommand('Deskside: Show Events');
    await workbench.outputLine('ESTABLISHED').waitFor();
    await workbench.clearNotifications();
    await withoutKey(workbench.page);
    const path = join(folder, `overview-${scheme}.png`);
    await workbench.page.screenshot({ path });
    say(path);
  } finally {
    await product.stop();
  }
}

/** Shortens the address that the Simple Browser shows: a key has no place in a picture. */
async function withoutKey(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const address = frame.locator('input.url-input');
    if ((await address.count()) > 0) await address.fill((await address.inputValue()).replace(/#.*$/, ''));
  }
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await overview('light');
  await overview('dark');
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
