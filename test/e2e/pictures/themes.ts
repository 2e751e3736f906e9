/** The colours in which pictures are taken, as VS Code calls its themes. */
export const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;

/** The same with that of high contrast, by the names that the manifest has for them in walkthroughs. */
export const allThemes = { ...themes, hc: 'Default High Contrast' } as const;
