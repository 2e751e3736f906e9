import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { sharedBrowser } from './support/sharedBrowser';
import type { RawWidget } from './widgets/rawWidget';
import { SimulatorRig } from './widgets/simulatorRig';

describe('the page of the simulated Workspace', () => {
  let rig: SimulatorRig;
  let page: Page;
  let widget: RawWidget;
  let problems: string[];
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  beforeEach(async () => {
    ({ page, widget, problems } = await rig.openWithRawWidget());
  });
  afterEach(async () => {
    assert.deepEqual(problems, []);
    await rig.clear();
  });
  after(() => rig.stop());

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const sheet = async (name: string) => {
    const toggle = page.getByRole('button', { name: 'Simulator', exact: true });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await page.getByRole('tab', { name, exact: true }).click();
  };

  it('brings in a call that rings at the widget too, and the widget can accept it', async () => {
    await widget.subscribe('interaction');
    await press('Inbound call');
    await page.getByRole('button', { name: 'Answer' }).waitFor();
    assert.deepEqual((await widget.eventTypes())[0], 'RINGING');
    await widget.call('interaction.accept', '1');
    await page.getByRole('button', { name: 'Hold' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Answer' }).count(), 0);
  });

  it('lets the agent answer, hold, retrieve, release and mark done', async () => {
    await press('Inbound call');
    for (const name of ['Answer', 'Hold', 'Retrieve', 'Release', 'Mark Done']) await press(name);
    await page.getByText('No case is open.').waitFor();
    assert.deepEqual(await widget.call('interaction.getInteractions'), []);
  });

  it('brings in chats and emails, which the agent accepts or rejects', async () => {
    await press('Chat');
    await press('Email');
    const main = page.getByRole('main');
    await main.getByRole('button', { name: 'Accept' }).click();
    await main.getByText('HISTORY_DONE').waitFor();
    await page.getByRole('navigation', { name: 'Cases' }).getByRole('button', { name: 'Reject' }).click();
    const states = await page.evaluate(() =>
      window.workspace.state().interactions.map(({ media, state }) => ({ media, state })),
    );
    assert.deepEqual(
      states.map(({ media, state }) => [media, state]),
      [
        ['chat', 'HISTORY_DONE'],
        ['email', 'REVOKED'],
      ],
    );
  });

  it('shares user data between agent and widget', async () => {
    await press('Inbound call');
    const data = page.getByRole('region', { name: 'User data' });
    await data.getByLabel('New key').fill('Colour');
    await data.getByLabel('New value').fill('green');
    await data.getByRole('button', { name: 'Add', exact: true }).click();
    await data.getByRole('row', { name: 'Colour green' }).waitFor();
    assert.equal((await widget.interaction('1')).userData?.Colour, 'green');

    await widget.call('interaction.setUserData', '1', { Colour: 'blue', Size: 4 });
    await data.getByRole('row', { name: 'Colour blue' }).waitFor();
    await data.getByRole('button', { name: 'Edit Size' }).click();
    await data.getByLabel('Value of Size').fill('5');
    await page.keyboard.press('Enter');
    await data.getByRole('row', { name: 'Size 5' }).waitFor();
    assert.equal((await widget.interaction('1')).userData?.Size, 5);

    await data.getByRole('button', { name: 'Delete Colour' }).click();
    await data.getByRole('row', { name: 'Colour' }).waitFor({ state: 'detached' });
    assert.ok(!('Colour' in ((await widget.interaction('1')).userData ?? {})));
  });

  it('consults somebody of the team communicator and completes the transfer', async () => {
    await press('Inbound call');
    await press('Answer');
    await press('Consult…');
    const communicator = page.getByRole('dialog', { name: /^Consult: Call/ });
    await communicator.getByRole('button', { name: /Ben Carter/ }).click();
    await communicator.getByRole('button', { name: 'Consult', exact: true }).click();
    await sheet('Far ends');
    await page.evaluate(() => {
      const { interactions } = window.workspace.state();
      if (interactions[1]?.state === 'TALKING') return;
      window.workspace.happen({ happens: 'farEndAnswers', interactionId: '2' });
    });
    const consultation = page.getByRole('article').filter({ hasText: 'Consultation (call)' });
    await consultation.getByRole('button', { name: 'Complete Transfer' }).click();
    await page.getByRole('article').first().getByText('IDLE').waitFor();
    assert.equal((await widget.interaction('1')).state, 'IDLE');
  });

  it('shows the agent why an interaction cannot be marked done, until the widget allows it', async () => {
    await widget.subscribe('markdone');
    await press('Inbound call');
    await press('Reject');
    await widget.call('interaction.blockMarkdone', '1', 'Save the <b>form</b> first');
    await page.getByText('Mark Done is blocked: Save the <b>form</b> first').waitFor();
    await press('Mark Done');
    const warning = page.getByRole('alertdialog', { name: 'Mark Done is blocked' });
    await warning.getByText('Save the <b>form</b> first').waitFor();
    await warning.getByRole('button', { name: 'OK' }).click();
    assert.equal((await widget.events('markdone')).length, 1);
    await widget.call('interaction.unblockMarkdone', '1');
    await press('Mark Done');
    await page.getByText('No case is open.').waitFor();
  });

  it('shows toasts, dialogs and menu entries of widgets, as text', async () => {
    await widget.subscribe('system');
    const toastId = await widget.call('system.popupToast', {
      title: '<img src=x onerror=alert(1)>',
      message: 'Somebody waits',
      keyValues: { Since: '<i>long</i>' },
      buttons: ['Show'],
      iconUrl: 'javascript:alert(1)',
    });
    const toast = page.getByRole('group', { name: '<img src=x onerror=alert(1)>' });
    await toast.getByText('<i>long</i>').waitFor();
    assert.equal(await toast.locator('img').count(), 0);
    await toast.getByRole('button', { name: 'Show' }).click();
    await toast.waitFor({ state: 'detached' });
    assert.ok(JSON.stringify(await widget.events('system')).includes(String(toastId)));

    await widget.call('system.openDialog', `${rig.widget('raw.html')}?dialog`, { label: 'Notes of $Agent.FullName$' });
    const dialog = page.getByRole('dialog', { name: 'Notes of Ada Morgan' });
    await dialog.getByRole('button', { name: 'Close the dialog' }).click();
    await dialog.waitFor({ state: 'detached' });

    await widget.call('system.updateViewInApplicationMenuBar', { name: 'crm', label: 'CRM', tooltip: 'Customers' });
    await page.getByRole('navigation', { name: 'Menu bar' }).getByRole('button', { name: 'CRM' }).click();
    assert.equal((await widget.events('system')).length, 3);
  });

  it('changes the state of the agent and of a media', async () => {
    await page.getByLabel('Agent state').selectOption('Not Ready');
    assert.match(JSON.stringify(await widget.call('agent.getState')), /NOT_READY/);
    await page.getByText('Channels').click();
    await page.getByLabel('State of chat').selectOption('Ready');
    assert.match(JSON.stringify(await widget.call('media.getMediaByName', 'chat')), /"READY"/);
    await widget.call('agent.setState', 'Ready');
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('[aria-label="Agent state"]')?.value === 'Ready',
    );
  });

  it('brings in what its fields say', async () => {
    await sheet('Bring in');
    await page.getByLabel('Contact').fill('Nora <b>Ek');
    await page.getByLabel('ANI (calls from)').fill('+46 1');
    await page.getByLabel('DNIS (number called)').fill('9000');
    await page.getByLabel('User data', { exact: true }).fill('{"Plan":');
    await page.locator('.problem').waitFor();
    await page.getByLabel('User data', { exact: true }).fill('{"Plan":"X"}');
    await press('Inbound call');
    const { ani, dnis, contact, userData } = await widget.interaction('1');
    assert.deepEqual(
      { ani, dnis, contact, userData },
      {
        ani: '+46 1',
        dnis: '9000',
        contact: { displayName: 'Nora <b>Ek', firstName: 'Nora', lastName: '<b>Ek' },
        userData: { Plan: 'X' },
      },
    );
    await page.getByRole('heading', { name: 'Nora <b>Ek' }).waitFor();
  });

  it('lets the far end act', async () => {
    await press('Inbound call');
    await sheet('Far ends');
    await press('Ring times out (NO_ANSWER)');
    await page.getByRole('main').getByText('NO_ANSWER').waitFor();
    assert.equal((await widget.interaction('1')).ronaCallState, 'NO_ANSWER');
  });

  it('tells what cannot be done, and why', async () => {
    await press('Inbound call');
    await press('Answer');
    await sheet('Options');
    await page.getByLabel('user-data.write-allowed').fill('Allowed*');
    await press('Apply');
    assert.match(await widget.refusal('interaction.setUserData', '1', { Other: 1 }), /Other/);
    await widget.call('interaction.setUserData', '1', { AllowedKey: 1 });
    await press('New…');
    await page.getByRole('combobox', { name: 'What' }).selectOption('Get an outbound record');
    await page.evaluate(() => window.workspace.happen({ happens: 'campaignUnloads', campaign: 'Renewals' }));
    await press('Get an outbound record');
    await page.getByRole('alert').getByText('Renewals').waitFor();
  });

  it('shows each message that crosses the wire, and what it held', async () => {
    await widget.call('agent.getState');
    await sheet('Messages');
    const messages = page.getByRole('list', { name: 'Messages' });
    await messages.getByText('agent.getState').first().click();
    await messages.locator('pre').getByText('"operationName"').waitFor();
    await page.getByLabel('Filter messages').fill('nothing like it');
    await page.getByText('No message crossed the wire yet.').waitFor({ state: 'visible' });
  });

  it('says what is documented and what is only assumed', async () => {
    await sheet('What is certain');
    await page.getByLabel('Show').selectOption('assumed: a live Workspace may differ');
    assert.ok((await page.getByRole('row').count()) > 20);
    assert.equal(await page.locator('.evidence-doc').count(), 0);
  });
});
