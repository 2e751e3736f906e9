import { oneLine } from '../../../../base/text/oneLine';
import { themeNamed } from '../theme';
import type { Theme } from '../theme';

/** What the address of the page says. */
export interface PageAddress {
  /** Addresses of widgets, each a tab. */
  readonly widgets: readonly string[];
  /** Addresses of widgets that each interaction gets, with `$Interaction.Id$` and the like in them. */
  readonly interactionWidgets: readonly string[];
  /** Addresses of widgets that run without being seen. */
  readonly hiddenWidgets: readonly string[];
  /** Colours in place of the system's. */
  readonly theme: Theme | undefined;
  /** The name of this simulator, for its heading and its tab. */
  readonly name: string | undefined;
}

/** Reads the query of the page's address. If the query names no widget, the page shows the sample widget. */
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
    name: nameIn(url),
  };
}

const longestName = 40;

function nameIn({ searchParams }: URL): string | undefined {
  const name = searchParams.get('name')?.trim() ?? '';
  return name === '' ? undefined : oneLine(name, longestName);
}

function themeIn({ searchParams }: URL): Theme | undefined {
  return themeNamed(searchParams.get('theme'));
}

const otherLoopback: Readonly<Record<string, string>> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };

/** The sample widget, in the colours of the page. Like a real widget, it has another origin: the server's other loopback name. */
export function sampleWidgetAddress(page: URL): string {
  const url = new URL('/widget/', page);
  url.hostname = otherLoopback[page.hostname] ?? page.hostname;
  const theme = themeIn(page);
  if (theme !== undefined) url.searchParams.set('theme', theme);
  return url.href;
}
