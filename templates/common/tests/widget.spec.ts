import { expect, test } from 'deskside/playwright';

test('the widget notes the contract of an answered call', async ({ workspace, widget }) => {
  const interactionId = await workspace.bringIn({ media: 'voice', userData: { Contract: 'C-1042' } });
  await workspace.act({ do: 'accept', interactionId });
  await expect(workspace).toHaveCalled('interaction.setUserData', [interactionId, { Noted: 'C-1042' }]);
  await expect(widget.getByText('Noted C-1042')).toBeVisible();
});

test('the widget says so when Workspace refuses', async ({ workspace, widget }) => {
  await workspace.addFault({ effect: 'replyError', name: 'interaction.setUserData', errorMessage: 'Busy' });
  const interactionId = await workspace.bringIn({ media: 'voice', userData: { Contract: 'C-1042' } });
  await workspace.act({ do: 'accept', interactionId });
  await expect(widget.getByText('Not noted: interaction.setUserData: Busy')).toBeVisible();
});
