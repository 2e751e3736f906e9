import type { Evidence, ParameterObject } from './method';

/** One key of an object that a method takes. */
export interface FieldSpec {
  readonly name: string;
  /** The TypeScript type, as text. */
  readonly type: string;
  readonly doc: string;
  readonly evidence: Evidence;
}

const field = (name: string, type: string, doc: string, evidence: Evidence = 'doc'): FieldSpec => ({
  name,
  type,
  doc,
  evidence,
});

/** The objects that methods take, by the name of their type. All keys may be left out. Source: reference. */
export const parameterObjects = {
  Toast: [
    field('title', 'string', 'Title of the toast.'),
    field('iconUrl', 'string', 'Address of an icon.'),
    field('subject', 'string', 'Line below the title.'),
    field('message', 'string', 'Text of the toast.'),
    field('keyValues', 'Record<string, unknown>', 'Keys and values that the toast lists.'),
    field('buttons', 'readonly unknown[]', 'Buttons of your own; not together with buttonShowDismiss.'),
    field('buttonShowDismiss', 'boolean', 'Shows the pair Show and Dismiss; not together with buttons.'),
    field('autoCloseTimeout', 'number', 'Milliseconds after which the toast closes.'),
    field('sendToMyMessage', 'boolean', 'Whether the toast also goes to My Messages.'),
    field('width', 'string | number', 'Width of the toast.'),
  ],
  DialogOptions: [
    field('label', 'string', 'Title of the dialog; may hold $Dialog.Id$ and $Agent.FullName$.'),
    field('width', 'string', "Width, such as '430px'."),
    field('height', 'string', "Height, such as '40%'."),
  ],
  MenuBarView: [
    field('name', 'string', 'Name by which the entry is changed and closed.'),
    field('iconUrl', 'string', 'Address of an icon.'),
    field('label', 'string', 'Text of the entry.'),
    field('shortLabel', 'string', 'Text where there is little room.'),
    field('tooltip', 'string', 'Text under the pointer.'),
    field('backgroundColor', 'string', 'Colour behind the entry.'),
    field('labelColor', 'string', 'Colour of the text.'),
  ],
} as const satisfies Record<ParameterObject, readonly FieldSpec[]>;
