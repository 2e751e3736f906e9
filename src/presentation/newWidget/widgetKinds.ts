/** What a new widget may be made of. `folders` are those of templates/ that it takes its files from. */
export const widgetKinds = [
  {
    kind: 'plain',
    label: 'JavaScript',
    detail: 'Modules that the browser loads as they are; nothing to build.',
    folders: ['common', 'plain'],
  },
  {
    kind: 'typescript',
    label: 'TypeScript with Vite',
    detail: 'Types for all of the API, a page that follows each change, one build for the server.',
    folders: ['common', 'vite', 'typescript'],
  },
  {
    kind: 'react',
    label: 'React with Vite',
    detail: 'The same with React and TypeScript.',
    folders: ['common', 'vite', 'react'],
  },
] as const;

export type WidgetKind = (typeof widgetKinds)[number]['kind'];
