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
  const theme = url.searchParams.get('theme');
  return {
    widgets: none ? [sampleWidgetAddress(url)] : widgets,
    interactionWidgets,
    hiddenWidgets,
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  };
}

const otherLoopback: Readonly<Record<string, string>> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };

/** The sample widget comes from the other origin that the same server has, as a widget of one's own would. */
export function sampleWidgetAddress(page: URL): string {
  const url = new URL('/widget/', page);
  url.hostname = otherLoopback[page.hostname] ?? page.hostname;
  return url.href;
}
