import type { Profile } from '../../../src/simulator/desk/profile/profile';
import { photograph } from './photograph';
import type { Theme } from './themes';

const profile: Profile = {
  format: 'deskside-profile',
  version: 1,
  eventTypes: { ringing: 'CALL_IN', established: 'CALL_ANSWERED', held: 'CALL_HELD' },
  events: { interaction: { data: { members: { eventType: 'text', interaction: 'interaction', queue: 'text' } } } },
  interactions: { voice: { skill: 'text' } },
  results: {},
  errorTexts: { unknownInteraction: 'No interaction with the id {interaction} was found.' },
};

/** The simulated Workspace; what a profile tells of it; and a scenario that is recorded in it: for docs/. */
export async function simulator(theme: Theme): Promise<void> {
  const options = {
    viewport: { width: 1250, height: 850 },
    files: { 'live.deskside-profile.json': JSON.stringify(profile) },
    settings: { 'deskside.simulator.profile': 'live.deskside-profile.json' },
  };
  await photograph(theme, options, async (product, take) => {
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await workbench.runCommand('View: Close Primary Side Bar');
    const page = await product.openSimulatorBeside();
    await page.getByRole('button', { name: 'Inbound call' }).click();
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('button', { name: 'Chat' }).click();
    await page.getByRole('button', { name: 'Simulator', exact: true }).click();
    await page.getByText('TALKING').first().waitFor();
    await take('simulator');
    await page.getByRole('tab', { name: 'What is certain' }).click();
    await page.getByRole('row').filter({ hasText: 'CALL_IN' }).scrollIntoViewIfNeeded();
    await take('profile');
  });
}
