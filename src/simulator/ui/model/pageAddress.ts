/** Colours that the address of the page asks for, instead of the system's. */
export type Theme = 'light' | 'dark';

/** What the address of the page says. */
export interface PageAddress {
  /** Addresses of widgets, each a tab. */
  readonly widgets: readonly string[];
  /** Addresses of widgets that each interaction gets, with `$Interaction.Id$` and the like in them. */
  readonly interactionWidgets: readonly string[];
  /** Addresses of widgets that run without being seen. */
  readonly hiddenWidgets: readonly string[];
  readonly theme: Theme | undefined;
}

/** Reads the query of the page's address. Without any widget in it there is the sample widget. */
export function readPageAddress({ href }: Pick<Location, 'href'>): PageAddress {
  const url = new URL(href);
  const all = (name: string) => url.searchParams.getAll(name);
  const [widgets, interactionWidgets, hiddenWidgets] = [all('widget'), all('interactionWidget'), all('hiddenWidget')];
  const none = widgets.length + interactionWidgets.length + hiddenWidgets.length === 0;
  return {
    widgets: none ? [sampleWidgetAddress(url)] : widgets,
    interactionWidgets,
    hiddenWidgets,
    theme: themeIn(url),
  };
}

function themeIn({ searchParams }: URL): Theme | undefined {
  const theme = searchParams.get('theme');
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}

const otherLoopback: Readonly<Record<string, string>> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };

/** The sample widget, in the colours of the page. It comes from the other origin that the same server has, as one's own would. */
export function sampleWidgetAddress(page: URL): string {
  const url = new URL('/widget/', page);
  url.hostname = otherLoopback[page.hostname] ?? page.hostname;
  const theme = themeIn(page);
  if (theme !== undefined) url.searchParams.set('theme', theme);
  return url.href;
}
