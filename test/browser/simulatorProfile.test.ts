import assert from 'node:assert/strict';
import { readProfile } from '../../src/simulator/desk/profile/profile';
import { withProfile } from '../../src/simulator/desk/profile/profileAddress';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

const profile = readProfile(
  JSON.stringify({
    format: 'deskside-profile',
    version: 1,
    eventTypes: { ringing: 'CALL_IN' },
    events: { interaction: { data: { members: { eventType: 'text', subject: 'interaction', queue: 'text' } } } },
    interactions: { voice: { skill: 'text' } },
    results: { 'media.getMediaByName': { members: { mediaName: 'text', 'ready?': 'boolean' } } },
    errorTexts: { unknownInteraction: 'No interaction with the id {interaction} was found.' },
  }),
);

describe('the simulated Workspace with a profile', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  it('tells a widget in the words and shapes of the live Workspace, and answers and refuses so', async () => {
    const address = rig.address({ widget: rig.widget('raw.html') });
    const { page, problems } = await rig.open(withProfile(address, profile));
    const widget = await rig.rawWidget(page, 'raw.html');
    await widget.subscribe('interaction');
    const id = await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    const [first] = await widget.events('interaction');
    const { eventType, subject, queue, interaction } = first as Record<string, unknown>;
    assert.deepEqual([eventType, queue, interaction], ['CALL_IN', '', undefined]);
    const { interactionId, skill } = subject as Record<string, unknown>;
    assert.deepEqual([interactionId, skill], [id, '']);
    assert.equal(await widget.refusal('interaction.markdone', '77'), 'No interaction with the id 77 was found.');
    assert.deepEqual(await widget.call('media.getMediaByName', 'voice'), { mediaName: '' });
    assert.deepEqual(problems, []);
  });

  it('marks as seen on yours what the profile says, and nothing else', async () => {
    const { page } = await rig.open(withProfile(rig.address(), profile));
    const toggle = page.getByRole('button', { name: 'Simulator', exact: true });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await page.getByRole('tab', { name: 'What is certain', exact: true }).click();
    const marked = page.getByRole('row').filter({ hasText: 'seen on yours' });
    assert.equal(await marked.count(), 4);
    for (const text of ['CALL_IN', 'Event data interaction', 'Results media', 'Error texts unknownInteraction']) {
      await marked.filter({ hasText: text }).waitFor();
    }
    await page.getByLabel('Show').selectOption('seen on yours: in your profile');
    assert.equal(await page.getByRole('row').count(), 5);
  });

  it('goes by no profile and says so where the address holds none that is whole', async () => {
    const { page } = await rig.open(`${rig.address()}#profile=e30`);
    await page.getByText('Workspace goes by no profile. This is no profile of Deskside.').waitFor();
    assert.ok(await page.evaluate(() => window.workspace.bringIn({ media: 'voice' })));
  });
});
