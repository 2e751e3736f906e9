import { httpPaths } from '../../protocol/handshake';
import type { Page } from '../../session/page';
import { connectedPages, hasSimulator, isSimulator } from './pageFacts';

/** How far somebody has come with Deskside, as the walkthrough asks for it. */
export interface Milestones {
  /** A simulated Workspace is open. */
  readonly hasSimulator: boolean;
  /** An interaction is in the tree. */
  readonly hasInteraction: boolean;
  /** A widget that is not the sample widget speaks to a Workspace. */
  readonly hasOwnWidget: boolean;
}

/** The milestones that these pages show. */
export function milestonesOf(pages: Iterable<Page>): Milestones {
  const connected = connectedPages(pages);
  return {
    hasSimulator: hasSimulator(connected),
    hasInteraction: connected.some(({ desk }) => desk.interactions.size > 0),
    hasOwnWidget: connected.some(isOfOwnWidget),
  };
}

/** Whether the page is a widget outside the simulated Workspace, or hosts one that is heard and is not the sample. */
function isOfOwnWidget({ info, desk }: Page): boolean {
  if (info.place === 'widget') return true;
  if (!isSimulator(info) || !URL.canParse(info.location)) return false;
  const sample = `:${new URL(info.location).port}${httpPaths.sampleWidget}`;
  return desk.widgets.some(
    ({ address, state }) => (state === 'library' || state === 'subscribed') && !address.endsWith(sample),
  );
}
