import * as v from 'valibot';
import type { HostedWidget } from '../../api/observation';
import { widgetStatus } from '../../presentation/connection/hostedWidgets';
import { isSimulator } from '../../presentation/connection/pageFacts';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import type { AgentHost, ToolContext } from '../agentHost';
import type { ToolAnswer } from '../answer/toolAnswer';
import type { SimulatorControl } from './simulatorControl';

const listSchema = v.array(v.string());
const stateSchema = v.object({
  interactions: v.array(v.looseObject({ interactionId: v.string(), media: v.string(), state: v.string() })),
});

/** The page of the agent's simulator at the relay, once it was connected there. */
export function simulatorPage({ pages }: Session, { page }: SimulatorControl): Page | undefined {
  const found = page === undefined ? undefined : pages.get(page);
  return found !== undefined && isSimulator(found.info) ? found : undefined;
}

/** How far a widget of a simulated Workspace has come. */
export function widgetFacts(widget: HostedWidget): object {
  const { text, next } = widgetStatus(widget);
  return { address: widget.address, state: widget.state, text, next };
}

/**
 * Changes what stands on the desk of the agent's simulator.
 * @param done says in words what was done, and is given the id of the interaction that this brought, if any
 * @returns what stands there then, with what is possible for the interaction that the change is about
 */
export async function changeDesk(
  { host }: ToolContext,
  method: 'bringIn' | 'act' | 'happen',
  change: object,
  done: (brought: string | undefined) => string,
): Promise<ToolAnswer> {
  const { simulator } = host;
  const before = await lastSeq(host);
  const brought = v.parse(v.optional(v.string()), await simulator.ask(method, change));
  const interactionId = brought ?? ('interactionId' in change ? change.interactionId : undefined);
  const { interactions } = v.parse(stateSchema, await simulator.ask('state'));
  const isThere = interactions.some((each) => each.interactionId === interactionId);
  const possible = isThere
    ? {
        agentCan: v.parse(listSchema, await simulator.ask('availableActions', interactionId)),
        canHappen: v.parse(listSchema, await simulator.ask('availableMoves', interactionId)),
      }
    : {};
  return {
    text: `${done(brought)} deskside_list_records with after: ${before} shows what the widget does about it.`,
    data: interactions.map((each) => ({
      interactionId: each.interactionId,
      media: each.media,
      state: each.state,
      ...(each.interactionId === interactionId ? possible : {}),
    })),
  };
}

/** The number of the last record of the simulator's page, to read on from there. */
async function lastSeq(host: AgentHost): Promise<number> {
  // Without a simulator no connection is wanted.
  if (host.simulator.page === undefined) return 0;
  const [newest] = simulatorPage(await host.session(), host.simulator)?.history.newest() ?? [];
  return newest?.seq ?? 0;
}
