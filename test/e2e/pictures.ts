// `npm run pictures`: takes the pictures of the README and docs/ from the running product, light and dark, and those of the
// walkthrough;
// `npm run pictures -- NAME...` only these.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/hosts/paths';
import { describeError, say } from '../../scripts/hosts/say';
import { agentQuestion, agentSimulator } from './pictures/agents';
import { debugging } from './pictures/debugging';
import { testing } from './pictures/testing';
import { themes } from './pictures/themes';
import { timeline } from './pictures/timeline';
import { walkthrough } from './pictures/walkthrough';
import { Product } from './support/product';

const folder = join(root, 'media', 'pictures');

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
    const path = join(folder, `overview-${scheme}.png`);
    await workbench.page.screenshot({ path });
    say(path);
  } finally {
    await product.stop();
  }
}

const widget = `const { interaction, voice } = genesys.wwe.service;

function onInteraction({ data }) {
  if (data.eventType === 'RINGING') answer(data.interaction.interactionId);
}

function answer(id) {
  interaction.accept(id, render, failed);
}

function hold(id) {
  voice.hold(id, render);
  interaction.setUserDta(id, { held: true }, render, failed);
}

genesys.wwe.service.subscribe(['interaction'], onInteraction);

`;

/** A call that was run over the code, a mistake that is underlined, and completion. */
async function writing(scheme: keyof typeof themes): Promise<void> {
  const product = await Product.start({
    colorScheme: scheme,
    viewport: { width: 1100, height: 640 },
    settings: { 'workbench.colorTheme': themes[scheme], 'editor.minimap.enabled': false, 'editor.fontSize': 13 },
    files: { 'widget.js': widget },
  });
  try {
    const { workbench } = product;
    const { page } = workbench;
    await product.startDeskside();
    const simulator = await product.openSimulator(await product.pageKey());
    await workbench.showContainer('Deskside');
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    await workbench.tree('Interactions').filter({ hasText: 'Inbound call' }).waitFor();
    await workbench.openFile('widget.js');
    await page.locator('.codelens-decoration').filter({ hasText: 'Run on Page' }).first().waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    await goToLine(page, 8);
    await workbench.runCommand('Deskside: Run Call on Page');
    await page.locator('.quick-input-widget').getByRole('option').first().click();
    await page.locator('.codelens-decoration').filter({ hasText: 'Show Reply' }).waitFor();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.clearNotifications();
    await goToLine(page, 17);
    await page.keyboard.type('voice.');
    await page
      .locator('.suggest-widget')
      .getByRole('option', { name: /hangUp/ })
      .first()
      .waitFor();
    const path = join(folder, `writing-${scheme}.png`);
    await page.screenshot({ path });
    say(path);
  } finally {
    await product.stop();
  }
}

async function goToLine(page: Page, line: number): Promise<void> {
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget').getByRole('textbox').fill(`:${line}`);
  await page.keyboard.press('Enter');
}

const pictures = {
  overview,
  writing,
  debugging,
  timeline,
  testing,
  agents: (scheme: keyof typeof themes) => agentQuestion(folder, scheme),
} as const;

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const wanted = process.argv.slice(2);
  for (const [name, take] of Object.entries(pictures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await take('light');
    await take('dark');
  }
  if (wanted.length === 0 || wanted.includes('agents')) await agentSimulator(folder);
  if (wanted.length === 0 || wanted.includes('walkthrough')) await walkthrough();
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
