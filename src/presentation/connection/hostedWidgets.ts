import type { HostedWidget, WidgetState } from '../../api/observation';
import { acceptedOriginsOption } from '../../api/options';
import type { Page } from '../../session/page';
import { oneLine } from '../text/text';
import { fact, heading, paragraph } from '../text/tooltip';
import type { TooltipPart } from '../text/tooltip';

/** What a state of a widget of the simulated Workspace means to its developer. */
interface WidgetStatus {
  readonly tone: 'right' | 'wrong' | 'unknown';
  /** A few words for a line of the tree. */
  readonly short: string;
  readonly text: string;
  /** What to do about it. */
  readonly next?: string;
}

const statuses: Readonly<Record<WidgetState, WidgetStatus>> = {
  loading: { tone: 'unknown', short: 'loading', text: 'is loading' },
  unreachable: {
    tone: 'wrong',
    short: 'not reached',
    text: 'nothing answers at its address',
    next: 'Start the server of the widget, then press “Try again” in its tab in the simulator. If it runs, compare the port, or look whether the browser trusts its certificate.',
  },
  loaded: { tone: 'unknown', short: 'loaded', text: 'is loaded; its client library is not seen yet' },
  silent: {
    tone: 'unknown',
    short: 'loaded, library not seen',
    text: 'is loaded; its client library was not seen so far',
    next: 'It may load no client library, wait before its first call, or post to another origin. If its frame is grey, its server forbids frames: X-Frame-Options, or frame-ancestors in its Content Security Policy.',
  },
  library: {
    tone: 'right',
    short: 'library seen',
    text: 'its client library is seen; it has subscribed to no events',
  },
  refused: {
    tone: 'wrong',
    short: 'origin not accepted',
    text: 'its client library is seen, but Workspace does not accept its origin',
    next: `Name its origin in ${acceptedOriginsOption}, in the simulator’s sheet Options.`,
  },
  quarantined: {
    tone: 'wrong',
    short: 'in quarantine',
    text: 'is in quarantine: it called too often, and its requests are ignored',
    next: 'Wait, or release it in the simulator’s sheet Options. Then look what calls so often.',
  },
  subscribed: { tone: 'right', short: 'subscribed', text: 'has subscribed to events' },
};

export function widgetStatus({ state }: HostedWidget): WidgetStatus {
  return statuses[state];
}

/** What is wrong with a widget that the page hosts. */
export function widgetTrouble({ desk }: Page): { readonly short: string } | undefined {
  const wrong = desk.widgets.find((widget) => widgetStatus(widget).tone === 'wrong');
  return wrong === undefined ? undefined : { short: `widget ${widgetStatus(wrong).short}` };
}

/** The widgets of a page that belong to this interaction, or to none; of several with one name, which no simulator has, the first. */
export function widgetsOf({ desk }: Page, interactionId: string | undefined): readonly HostedWidget[] {
  const names = desk.widgets.map(({ name }) => name);
  return desk.widgets.filter(
    (widget, index) => widget.interactionId === interactionId && names.indexOf(widget.name) === index,
  );
}

/** What the tooltip of a widget says. */
export function widgetTooltip(widget: HostedWidget): readonly TooltipPart[] {
  const { text, next } = widgetStatus(widget);
  return [
    ...heading(oneLine(widget.name)),
    ...paragraph('A widget of the simulated Workspace.'),
    ...fact('State', text),
    ...fact('Address', oneLine(widget.address)),
    ...(next === undefined ? [] : paragraph(next)),
  ];
}
