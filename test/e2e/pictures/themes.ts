/** VS Code's themes by their kinds, for which the manifest has these names in walkthroughs. */
export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  hc: 'Default High Contrast',
} as const;

/** A kind of theme. */
export type Theme = keyof typeof themes;
