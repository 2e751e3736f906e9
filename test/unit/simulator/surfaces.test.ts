import assert from 'node:assert/strict';
import { PlayedDesk } from './playedDesk';

describe('A toast', () => {
  it('is shown, changed and closed, by ids like those of the reference', () => {
    const played = new PlayedDesk();
    const id = played.data('system.popupToast', {
      title: 'Title',
      subject: 'Subject',
      message: 'Message',
      keyValues: { Order: 7 },
      buttons: ['Yes', 'No'],
    });
    assert.equal(id, 'wweCustomToast0');
    played.data('system.updateToast', id, { message: 'Other' });
    const toast = played.desk.state.toasts.get('wweCustomToast0');
    assert.deepEqual(
      [toast?.title, toast?.message, toast?.buttons, toast?.keyValues],
      ['Title', 'Other', ['Yes', 'No'], { Order: 7 }],
    );
    played.data('system.closeToast', id);
    assert.equal(played.desk.state.toasts.size, 0);
    assert.match(played.error('system.closeToast', id), /no toast wweCustomToast0/);
    assert.match(played.error('system.updateToast', id, {}), /no toast/);
    assert.equal(played.data('system.popupToast', {}), 'wweCustomToast1');
  });

  it('closes by itself after its time, which an update begins anew', () => {
    const played = new PlayedDesk();
    const id = played.data('system.popupToast', { title: 'T', autoCloseTimeout: 20_000 });
    played.time.pass(15_000);
    played.data('system.updateToast', id, { message: 'M' });
    played.time.pass(19_999);
    assert.equal(played.desk.state.toasts.size, 1);
    played.time.pass(1);
    assert.equal(played.desk.state.toasts.size, 0);
    assert.deepEqual(played.told, [{ name: 'system', data: { eventType: 'TOAST_CLOSED', toastId: id } }]);
  });

  it('stays where its time is no number above 0', () => {
    for (const autoCloseTimeout of [0, -1, Number.NaN]) {
      const played = new PlayedDesk();
      played.data('system.popupToast', { title: 'T', autoCloseTimeout });
      played.time.pass(1_000);
      assert.equal(played.desk.state.toasts.size, 1, String(autoCloseTimeout));
      assert.equal(played.time.waiting, 0);
    }
  });

  it('tells which button the agent pressed', () => {
    const played = new PlayedDesk();
    played.data('system.popupToast', { title: 'T', buttons: ['Yes', 'No'] });
    assert.equal(played.desk.act({ do: 'pressToastButton', toastId: 'wweCustomToast0', button: 2 }).ok, false);
    played.act({ do: 'pressToastButton', toastId: 'wweCustomToast0', button: 1 });
    assert.deepEqual(played.news(), ['system:TOAST_BUTTON_PRESSED']);
    assert.equal(played.desk.state.toasts.size, 0);
  });

  it('has buttons of its own or the pair Show and Dismiss, not both', () => {
    const played = new PlayedDesk();
    const id = played.data('system.popupToast', { title: 'T', buttonShowDismiss: true });
    const buttons = () => played.desk.state.toasts.get(String(id))?.buttons;
    assert.deepEqual(buttons(), ['Show', 'Dismiss']);
    const both = { buttons: ['Yes'], buttonShowDismiss: true };
    for (const message of [played.error('system.popupToast', both), played.error('system.updateToast', id, both)]) {
      assert.match(message, /either buttons or buttonShowDismiss/);
    }
    assert.equal(played.desk.state.toasts.size, 1);
    played.data('system.updateToast', id, { message: 'M' });
    assert.deepEqual(buttons(), ['Show', 'Dismiss']);
    played.data('system.updateToast', id, { buttons: ['Yes'], buttonShowDismiss: false });
    assert.deepEqual(buttons(), ['Yes']);
    played.data('system.updateToast', id, { buttons: [], buttonShowDismiss: true });
    played.act({ do: 'pressToastButton', toastId: String(id), button: 1 });
    assert.deepEqual(played.told, [
      { name: 'system', data: { eventType: 'TOAST_BUTTON_PRESSED', toastId: id, button: 1 } },
    ]);
  });

  it('is kept under my messages if it asks for that', () => {
    const played = new PlayedDesk();
    played.data('system.popupToast', { title: 'T', message: 'M', sendToMyMessage: true });
    assert.deepEqual(played.desk.state.myMessages, ['T - M']);
  });
});

describe('A dialog', () => {
  it('opens with its variables filled in, and the agent\u2019s closing is told', () => {
    const played = new PlayedDesk();
    const id = played.data('system.openDialog', 'https://example.com/?d=$Dialog.Id$&a=$Agent.FullName$', {
      label: 'For $Agent.FullName$',
      width: '430px',
      height: '40%',
    });
    assert.equal(id, 'wweCustomDialog1');
    assert.deepEqual(played.desk.state.dialogs.get('wweCustomDialog1'), {
      id,
      widget: 'w1',
      url: 'https://example.com/?d=wweCustomDialog1&a=Ada Morgan',
      label: 'For Ada Morgan',
      width: '430px',
      height: '40%',
    });
    played.act({ do: 'closeDialog', dialogId: 'wweCustomDialog1' });
    assert.deepEqual(played.news(), ['system:DIALOG_CLOSED']);
    assert.match(played.error('system.closeDialog', id), /no dialog/);
  });
});

describe('An entry of the menu bar', () => {
  it('is added, changed, pressed and removed', () => {
    const played = new PlayedDesk();
    played.data('system.updateViewInApplicationMenuBar', { name: 'mine', label: 'Mine', tooltip: 'T' });
    played.data('system.updateViewInApplicationMenuBar', { name: 'mine', label: 'Still mine' });
    const view = played.desk.state.menuViews.get('mine');
    assert.deepEqual([view?.label, view?.tooltip], ['Still mine', 'T']);
    played.act({ do: 'pressMenuView', name: 'mine' });
    assert.deepEqual(played.news(), ['system:MENU_BAR_VIEW_SELECTED']);
    played.data('system.closeViewInApplicationMenuBar', 'mine');
    assert.match(played.error('system.closeViewInApplicationMenuBar', 'mine'), /no view mine/);
    assert.match(played.error('system.updateViewInApplicationMenuBar', { label: 'x' }), /parameters\.name/);
  });
});

describe('A widget that leaves', () => {
  it('takes with it what it put on the screen', () => {
    const played = new PlayedDesk();
    played.data('system.popupToast', { title: 'T', autoCloseTimeout: 1_000 });
    played.data('system.openDialog', 'https://example.com', {});
    played.data('system.updateViewInApplicationMenuBar', { name: 'mine' });
    played.world({ happens: 'widgetLeaves', widget: 'w1' });
    const { toasts, dialogs, menuViews } = played.desk.state;
    assert.deepEqual([toasts.size, dialogs.size, menuViews.size], [0, 0, 0]);
    assert.equal(played.time.waiting, 0);
  });
});
