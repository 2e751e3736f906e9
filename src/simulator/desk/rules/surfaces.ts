import { isRecordObject } from '../../../base/guards';
import { errorTexts, eventData, results } from '../assumptions';
import type { DeskCore } from '../core';
import { refusal } from '../refusal';
import type { Dialog, MenuView, Toast } from '../state/types';

type Fields = Readonly<Record<string, unknown>>;

/** Shows a toast to the agent and returns its id. */
export function popUpToast(core: DeskCore, widget: string, fields: Fields): string {
  const { store } = core;
  requireOneKindOfButtons(fields);
  const id = results.toastId.value(core.counts.toasts);
  core.counts.toasts += 1;
  const blank = { id, widget, title: '', keyValues: {}, buttons: [], sendToMyMessage: false };
  showToast(core, toastOf(blank, fields));
  const { title, subject, message, sendToMyMessage } = requireToast(core, id);
  if (sendToMyMessage) {
    const texts = [title, subject, message].filter((text) => text !== undefined && text !== '');
    store.myMessages = [...store.myMessages, texts.join(' - ')];
  }
  return id;
}

/** Changes the fields of a toast that were given; a time-out begins anew. Throws a refusal for an unknown toast. */
export function updateToast(core: DeskCore, id: string, fields: Fields): void {
  requireOneKindOfButtons(fields);
  showToast(core, toastOf(requireToast(core, id), fields));
}

/** Takes a toast away. Throws a refusal for an unknown toast. */
export function closeToast(core: DeskCore, id: string): void {
  requireToast(core, id);
  core.cancel(id);
  core.store.toasts.delete(id);
}

/** The agent closes a toast, or its time is over: subscribers are told. */
export function dismissToast(core: DeskCore, id: string): void {
  closeToast(core, id);
  core.emit('system', eventData.toastClosed, id);
}

/** The agent presses a button of a toast, by its place: subscribers are told, and the toast closes. */
export function pressToastButton(core: DeskCore, id: string, button: number): void {
  if (requireToast(core, id).buttons[button] === undefined) throw refusal(errorTexts.unknownButton, id, button);
  closeToast(core, id);
  core.emit('system', eventData.toastButton, id, button);
}

/** Opens a dialog and returns its id; `$Dialog.Id$` and `$Agent.FullName$` are filled in. */
export function openDialog(core: DeskCore, widget: string, url: string, options: Fields): string {
  const { store } = core;
  const id = results.dialogId.value(core.counts.dialogs);
  core.counts.dialogs += 1;
  const { firstname, lastname } = store.agent;
  const filledIn = (text: string) =>
    text.replaceAll('$Dialog.Id$', () => id).replaceAll('$Agent.FullName$', () => `${firstname} ${lastname}`);
  const dialog: Dialog = {
    id,
    widget,
    url: filledIn(url),
    label: filledIn(textOf(options.label) ?? ''),
    width: textOf(options.width),
    height: textOf(options.height),
  };
  store.dialogs.set(id, dialog);
  return id;
}

/** Closes a dialog. Throws a refusal for an unknown one. */
export function closeDialog({ store }: DeskCore, id: string): void {
  if (!store.dialogs.delete(id)) throw refusal(errorTexts.unknownDialog, id);
}

/** The agent closes a dialog: subscribers are told. */
export function dismissDialog(core: DeskCore, id: string): void {
  closeDialog(core, id);
  core.emit('system', eventData.dialogClosed, id);
}

/** Adds an entry to the menu bar or changes the fields of one that were given. */
export function updateMenuView({ store }: DeskCore, widget: string, name: string, fields: Fields): void {
  const known: MenuView = store.menuViews.get(name) ?? { name, widget };
  store.menuViews.set(name, {
    name,
    widget,
    iconUrl: textOf(fields.iconUrl) ?? known.iconUrl,
    label: textOf(fields.label) ?? known.label,
    shortLabel: textOf(fields.shortLabel) ?? known.shortLabel,
    tooltip: textOf(fields.tooltip) ?? known.tooltip,
    backgroundColor: textOf(fields.backgroundColor) ?? known.backgroundColor,
    labelColor: textOf(fields.labelColor) ?? known.labelColor,
  });
}

/** Takes an entry out of the menu bar. Throws a refusal for an unknown one. */
export function closeMenuView({ store }: DeskCore, name: string): void {
  if (!store.menuViews.delete(name)) throw refusal(errorTexts.unknownView, name);
}

/** The agent presses an entry of the menu bar: subscribers are told. */
export function pressMenuView(core: DeskCore, name: string): void {
  if (!core.store.menuViews.has(name)) throw refusal(errorTexts.unknownView, name);
  core.emit('system', eventData.menuView, name);
}

/** Takes away what a widget put on the screen, once it is gone itself. */
export function clearSurfaces(core: DeskCore, widget: string): void {
  const { toasts, dialogs, menuViews } = core.store;
  for (const toast of [...toasts.values()]) if (toast.widget === widget) closeToast(core, toast.id);
  for (const dialog of [...dialogs.values()]) if (dialog.widget === widget) dialogs.delete(dialog.id);
  for (const view of [...menuViews.values()]) if (view.widget === widget) menuViews.delete(view.name);
}

function requireToast({ store }: DeskCore, id: string): Toast {
  const toast = store.toasts.get(id);
  if (toast === undefined) throw refusal(errorTexts.unknownToast, id);
  return toast;
}

function showToast(core: DeskCore, toast: Toast): void {
  core.store.toasts.set(toast.id, toast);
  core.schedule(toast.id, toast.autoCloseTimeout ?? 0, () => dismissToast(core, toast.id));
}

/** A toast with the given fields changed. Fields of the wrong kind keep their value (assumed). */
function toastOf(toast: Toast, fields: Fields): Toast {
  const { keyValues, sendToMyMessage, autoCloseTimeout } = fields;
  return {
    ...toast,
    title: textOf(fields.title) ?? toast.title,
    iconUrl: textOf(fields.iconUrl) ?? toast.iconUrl,
    subject: textOf(fields.subject) ?? toast.subject,
    message: textOf(fields.message) ?? toast.message,
    width: textOf(fields.width) ?? toast.width,
    keyValues: isRecordObject(keyValues) ? keyValues : toast.keyValues,
    buttons: buttonsOf(fields) ?? toast.buttons,
    sendToMyMessage: typeof sendToMyMessage === 'boolean' ? sendToMyMessage : toast.sendToMyMessage,
    autoCloseTimeout: typeof autoCloseTimeout === 'number' ? autoCloseTimeout : toast.autoCloseTimeout,
  };
}

const showDismiss = ['Show', 'Dismiss'] as const;

/** The buttons that the fields ask for; undefined if they ask for none. */
function buttonsOf({ buttons, buttonShowDismiss }: Fields): readonly string[] | undefined {
  if (buttonShowDismiss === true) return showDismiss;
  if (Array.isArray(buttons)) return buttons.map(buttonText);
  return buttonShowDismiss === false ? [] : undefined;
}

function requireOneKindOfButtons({ buttons, buttonShowDismiss }: Fields): void {
  if (buttonShowDismiss === true && Array.isArray(buttons) && buttons.length > 0) {
    throw refusal(errorTexts.twoKindsOfButtons);
  }
}

/** A button is a text (reference); anything else is shown by its place. */
function buttonText(button: unknown, place: number): string {
  return typeof button === 'string' ? button : `Button ${place + 1}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}
