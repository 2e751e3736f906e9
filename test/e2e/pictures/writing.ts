import { photograph } from './photograph';
import type { Theme } from './themes';

const widget = `const { interaction, voice } = genesys.wwe.service;

function hold(id) {
  voice.hold(id, render);
  interaction.setUserDta(id, { held: true }, render, failed);
}

function answer(id) {
  interaction.accept(id, render, failed);
}

function onInteraction({ data }) {
  if (data.eventType === 'RINGING') answer(data.interaction.interactionId);
}

genesys.wwe.service.subscribe(['interaction'], onInteraction);

function end(id) {

}
`;

const settings = {
  'editor.fontSize': 13,
  // Words of the file would hide what the picture is about.
  'javascript.suggest.names': false,
  'editor.wordBasedSuggestions': 'off',
};

/** A call that was run over the code and completion; a mistake with what mends it: for docs/writing.md. */
export async function writing(theme: Theme): Promise<void> {
  await photograph(theme, { settings, files: { 'widget.js': widget } }, async (product, take) => {
    const { workbench } = product;
    const { page } = workbench;
    const lens = page.locator('.codelens-decoration');
    await product.startDeskside();
    const simulator = await product.openSimulator(await product.pageKey());
    await workbench.showContainer('Deskside');
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    await workbench.tree('Interactions').filter({ hasText: 'Inbound call' }).waitFor();
    await workbench.openFile('widget.js');
    await lens.filter({ hasText: 'Run on Page' }).first().waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    await workbench.goTo(9);
    await workbench.runCommand('Deskside: Run Call on Page');
    await page.locator('.quick-input-widget').getByRole('option').first().click();
    await lens.filter({ hasText: 'Show Reply' }).waitFor();
    await workbench.runCommand('View: Close Primary Side Bar');
    await workbench.clearNotifications();
    await workbench.runCommand('Problems: Focus on Problems View');
    await page.locator('.markers-panel').getByText('Did you mean setUserData?').waitFor();
    await page.locator('.view-line').getByText('setUserDta').click();
    await workbench.runCommand('Quick Fix...');
    await page.locator('.action-widget').getByText('Change to setUserData').waitFor();
    await take('fixing');
    await page.keyboard.press('Escape');
    await workbench.runCommand('View: Hide Panel');
    await workbench.goTo(19);
    await page.keyboard.type('  voice.');
    await page
      .locator('.suggest-widget')
      .getByRole('option', { name: /^hangUp,/ })
      .waitFor();
    await take('writing');
  });
}
