import type { Page } from '../../session/page';
import type { LinkStatus } from '../../session/link/toolLink';
import { connectedPages, offeredCount, pageName } from './pageFacts';
import { count, uiText } from '../text/text';

/** What the status bar says. */
export interface StatusText {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
  readonly trouble: boolean;
}

/**
 * The status to show after `shown` when the session says `now`: trouble stays in sight while a next attempt is under
 * way, so that nothing flickers.
 */
export function steadyStatus(shown: LinkStatus, now: LinkStatus): LinkStatus {
  return now.kind === 'connecting' && shown.kind === 'trouble' && shown.url === now.url ? shown : now;
}

/** Off, connecting, waiting for a page, the number of pages, or trouble. */
export function statusText(status: LinkStatus, pages: Iterable<Page>): StatusText {
  switch (status.kind) {
    case 'off':
      return {
        icon: 'circle-outline',
        text: 'Deskside',
        tooltip: 'Deskside is off. Click for ways to start it.',
        trouble: false,
      };
    case 'connecting':
      return {
        icon: 'loading~spin',
        text: 'Deskside',
        tooltip: `Connecting to ${uiText(status.url)}.`,
        trouble: false,
      };
    case 'trouble':
      return { icon: 'warning', text: 'Deskside', tooltip: uiText(status.message, 500), trouble: true };
    case 'connected':
      return connectedText(connectedPages(pages));
  }
}

function connectedText(pages: readonly Page[]): StatusText {
  if (pages.length === 0) {
    return {
      icon: 'broadcast',
      text: 'Deskside: waiting for a page',
      tooltip: 'No Workspace page is connected. Click for ways to connect one.',
      trouble: false,
    };
  }
  const offered = offeredCount(pages);
  return {
    icon: offered > 0 ? 'bell-dot' : 'broadcast',
    text: `Deskside: ${count(pages.length, 'page')}${offered > 0 ? `, ${offered} ringing` : ''}`,
    tooltip: pages.map((page) => uiText(pageName(page.info), 80)).join(', '),
    trouble: false,
  };
}
