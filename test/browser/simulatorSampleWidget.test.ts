import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { interactionMethods } from '../../src/api/methods/interaction';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

describe('the sample widget', () => {
  let rig: SimulatorRig;
  let page: Page;
  let widget: Frame;
  let problems: string[];
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  beforeEach(async () => {
    ({ page, problems } = await rig.open(rig.address()));
    widget = await rig.frame(page, (url) => new URL(url).pathname === '/widget/');
    await widget.getByText('Working for Ada Morgan').waitFor();
  });
  afterEach(async () => {
    assert.deepEqual(problems, []);
    await rig.clear();
  });
  after(() => rig.stop());

  const method = (name: string) =>
    widget.getByRole('listitem').filter({ has: widget.getByRole('button', { name, exact: true }) });

  it('comes from another origin than Workspace', () => {
    assert.notEqual(new URL(widget.url()).origin, new URL(page.url()).origin);
  });

  it('shows the interactions as they come, change and go, as text', async () => {
    await page.evaluate(() =>
      window.workspace.bringIn({
        media: 'voice',
        contact: { displayName: '<img src=x>' },
        userData: { '<b>Key</b>': '<i>value</i>' },
      }),
    );
    const interaction = widget.getByRole('button', { name: '<img src=x> RINGING' });
    await interaction.waitFor();
    await widget.getByText('<i>value</i>').first().waitFor();
    await page.evaluate(() => window.workspace.act({ do: 'accept', interactionId: '1' }));
    await widget.getByRole('button', { name: '<img src=x> TALKING' }).waitFor();
    await page.evaluate(() => {
      window.workspace.act({ do: 'release', interactionId: '1' });
      window.workspace.act({ do: 'markDone', interactionId: '1' });
    });
    await widget.getByText('None at the moment.').waitFor();
    assert.equal(await widget.locator('img').count(), 0);
  });

  it('has a button for each method, and no other', async () => {
    const buttons = await widget.locator('#methods button').allInnerTexts();
    assert.deepEqual(buttons.toSorted(), interactionMethods.map(({ name }) => name).toSorted());
  });

  it('calls methods with arguments for the chosen interaction, or with those that one writes', async () => {
    await page.evaluate(() => {
      window.workspace.bringIn({ media: 'voice' });
      window.workspace.bringIn({ media: 'voice', contact: { displayName: 'The second' } });
    });
    await widget.getByRole('button', { name: /The second/ }).click();
    await widget.getByRole('button', { name: 'accept', exact: true }).click();
    await method('accept').getByText('succeeded').waitFor();
    await widget.getByRole('button', { name: 'accept', exact: true }).click();
    await method('accept').getByText('TALKING').waitFor();
    assert.equal(await page.evaluate(() => window.workspace.state().interactions[1]?.state), 'TALKING');

    await method('setUserData').getByText('Arguments').click();
    await widget.getByLabel('Arguments of setUserData, as a JSON list').fill('["1", {"Colour": "green"}]');
    await widget.getByRole('button', { name: 'setUserData' }).click();
    await method('setUserData').getByText('succeeded').waitFor();
    assert.equal(await page.evaluate(() => window.workspace.state().interactions[0]?.userData.Colour), 'green');
  });

  it('logs each event with what it holds', async () => {
    await page.evaluate(() => window.workspace.act({ do: 'setAgentState', operationName: 'NotReady' }));
    const event = widget.locator('#events li').filter({ hasText: 'agent NOT_READY' });
    await event.locator('summary').click();
    await event.getByText('"operationName": "NotReady"').waitFor();
    await widget.getByRole('button', { name: 'Clear' }).click();
    await widget.getByText('None yet.').waitFor();
  });
});
