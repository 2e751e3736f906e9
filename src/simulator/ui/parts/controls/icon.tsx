import type { VNode } from 'preact';

/** Outlines on a grid of 16, drawn for this page. */
const outlines = {
  voice:
    'M3.2 2.5h2.3l1.2 3-1.6 1.2a8.5 8.5 0 0 0 4.2 4.2l1.2-1.6 3 1.2v2.3c0 .7-.6 1.2-1.2 1.2A11 11 0 0 1 2 3.700c0-.7.5-1.200 1.200-1.200z',
  chat: 'M2.500 3.500h11v7.500h-6.500l-3 2.500v-2.500h-1.500z',
  email: 'M2 3.500h12v9h-12zM2.500 4l5.500 4.700 5.500-4.700',
  openMedia: 'M3 2.500h7l3 3v8h-10zM5.500 7h5M5.500 9.500h5',
  preview: 'M2.500 4h7M2.500 8h5M2.500 12h4M10 10.500l1.500 1.500 3-3.500',
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  edit: 'M3 13l.6-2.800 7-7 2.200 2.200-7 7zM9.500 4.300l2.200 2.200',
  remove: 'M3.500 4.500h9M6.500 4.500v-1.500h3v1.500M4.500 4.500l.6 8.500h5.800l.6-8.500M6.800 7v3.800M9.200 7v3.800',
  reload: 'M12.800 6a5 5 0 1 0 .2 3.300M13 2.800v3.400h-3.400',
  window: 'M6.500 3.500h-3.500v9.500h9.500v-3.500M9 3h4v4M13 3l-5.500 5.500',
  down: 'M4 6.200l4 4 4-4',
  right: 'M6.200 4l4 4-4 4',
  up: 'M4 9.800l4-4 4 4',
  warning: 'M8 2.500l6 10.800h-12zM8 6.500v3.300M8 11.300v.4',
  person: 'M8 8a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200zM3 13.500c.4-2.700 2.400-4 5-4s4.600 1.300 5 4',
} as const;
export type IconName = keyof typeof outlines;

/** A picture beside a text that says the same; alone, the button around it has a label. */
export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={outlines[name]} />
    </svg>
  );
}
