import * as v from 'valibot';
import { isSimulator, pageLogName, pageTrouble, placeText } from '../../presentation/connection/pageFacts';
import { count } from '../../presentation/text/text';
import type { Page } from '../../session/page';
import type { ToolContext } from '../agentHost';
import { simulatorPage, widgetFacts } from '../simulator/simulatorAnswers';
import { defineTool } from '../tool';

export const listPages = defineTool({
  name: 'deskside_list_pages',
  title: 'List pages',
  description:
    'Lists the pages of Genesys Agent Workspace that Deskside watches: widgets, live Workspaces and simulated ones, each with its id, whether it is simulated or live, how many interactions it has, and how far its widgets have come. Use it first to learn which page to look at.',
  effect: 'reads',
  input: v.strictObject({}),
  announce: () => 'Look which pages of Workspace are connected',
  async run(_, context) {
    const session = await context.host.session();
    const { pages } = session;
    const own = simulatorPage(session, context.host.simulator);
    if (pages.size === 0) {
      return {
        text: 'No page is connected. deskside_start_simulator starts a simulated Workspace; deskside_diagnose_connection says why a page of the user does not appear.',
      };
    }
    return {
      text: `${count(pages.size, 'page')}. What is "live" may reach real customers.`,
      data: [...pages.values()].map((page) => factsOf(page, page === own, context)),
    };
  },
});

function factsOf(page: Page, startedByYou: boolean, { masking }: ToolContext): object {
  const { info, desk } = page;
  const trouble = pageTrouble(page);
  return {
    page: page.id,
    kind: isSimulator(info) ? 'simulated' : 'live',
    ...(startedByYou ? { startedByYou } : {}),
    place: placeText(info.place),
    // A title may name a customer in words that nothing else told yet.
    ...(masking.hides(page) ? { name: masking.sentence(page, pageLogName(info)) } : { title: info.title }),
    origin: info.origin,
    connected: info.connected,
    interactions: desk.interactions.size,
    ...(trouble === undefined ? {} : { trouble: masking.sentence(page, trouble.reason) }),
    ...(desk.widgets.length === 0
      ? {}
      : { widgets: desk.widgets.map((widget) => ({ name: widget.name, ...widgetFacts(widget) })) }),
  };
}
