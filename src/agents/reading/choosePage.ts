import * as v from 'valibot';
import { connectedPages, isSimulator } from '../../presentation/connection/pageFacts';
import { oneLine } from '../../presentation/text/text';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import type { ToolContext } from '../agentHost';
import { AgentRefusal } from '../refusal';
import { simulatorPage } from '../simulator/simulatorAnswers';

/** The argument that says which page is meant. */
export const pageArgument = v.optional(
  v.pipe(
    v.string(),
    v.maxLength(100),
    v.description(
      'The id of a page, from deskside_list_pages. Without it: the only page, or else the simulated Workspace that you started.',
    ),
  ),
);

/**
 * The page that an agent means.
 * @throws AgentRefusal if there is none, or several and the agent named none
 */
export async function choosePage({ host }: ToolContext, id: string | undefined): Promise<Page> {
  const session = await host.session();
  if (id !== undefined) return pageNamed(session, id);
  const pages = connectedPages(session.pages.values());
  const own = simulatorPage(session, host.simulator);
  const chosen = pages.length === 1 ? pages[0] : pages.find((page) => page === own);
  if (chosen !== undefined) return chosen;
  if (pages.length === 0) {
    throw new AgentRefusal(
      'No page of Workspace is connected. Start the simulated Workspace with deskside_start_simulator, or ask the user to open a page that has the bridge.',
    );
  }
  throw new AgentRefusal('Several pages are connected. Name one of these as page.', listed(pages));
}

function pageNamed(session: Session, id: string): Page {
  const page = session.pages.get(id);
  if (page !== undefined) return page;
  const known = [...session.pages.values()];
  const others = known.length === 0 ? 'None is connected.' : 'These are there.';
  throw new AgentRefusal(`There is no page ${oneLine(id, 80)}. ${others}`, listed(known));
}

/** The ids are data: each page gives itself one. */
function listed(pages: readonly Page[]): readonly object[] {
  return pages.map(({ id, info }) => ({ page: id, kind: isSimulator(info) ? 'simulated' : 'live' }));
}
