import * as v from 'valibot';

/** Colours that the address, or the page around this one, asks for in place of the system's. */
const themes = ['light', 'dark', 'highContrastLight', 'highContrastDark'] as const;
export type Theme = (typeof themes)[number];

const themeSchema = v.picklist(themes);

/** Sent by the page around this one when it has other colours, and from here to the sample widget. */
export const themeMark = 'deskside.theme';

const messageSchema = v.object({ mark: v.literal(themeMark), theme: themeSchema });

/** The theme of this name, if there is one. */
export function themeNamed(name: string | null): Theme | undefined {
  return v.is(themeSchema, name) ? name : undefined;
}

/**
 * Shows the page in a theme, and in those that the page around it asks for later. Any page may ask: colours are no secret and
 * do no harm. As long as nobody asks for one, the page follows the system: its style sheet for light and dark, here for contrast.
 * @param changed hears of the later ones
 */
export function followTheme(page: Window, initial: Theme | undefined, changed: (theme: Theme) => void): void {
  const { dataset } = page.document.documentElement;
  const show = (theme: Theme): void => {
    dataset.theme = theme.toLowerCase().endsWith('light') ? 'light' : 'dark';
    dataset.contrast = theme.startsWith('highContrast') ? 'more' : 'normal';
  };
  const system = page.matchMedia('(prefers-contrast: more)');
  const followSystem = (): void => {
    if (dataset.theme === undefined) dataset.contrast = system.matches ? 'more' : 'normal';
  };
  system.addEventListener('change', followSystem);
  if (initial === undefined) followSystem();
  else show(initial);
  page.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source === page || source !== page.parent || !v.is(messageSchema, data)) return;
    show(data.theme);
    changed(data.theme);
  });
}
