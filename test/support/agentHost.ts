import type { AgentHost, AgentPermissions } from '../../src/agents/agentHost';
import { AgentRefusal } from '../../src/agents/refusal';
import type { SimulatorControl } from '../../src/agents/simulator/simulatorControl';
import type { Session } from '../../src/session/session';

/** Nothing is allowed, and nobody can be asked. */
export const nothingAllowed: AgentPermissions = {
  livePages: false,
  livePagesBy: 'the setting of the test',
  canAsk: false,
  ask: () => Promise.resolve(false),
  showsValues: false,
  showsValuesBy: 'the setting of the test',
  namesWidgetsBy: 'the setting of the test',
};

function none(): never {
  throw new AgentRefusal('The host of the test has none.');
}

/** No simulated Workspace runs, and none can be started. */
export const noSimulator: SimulatorControl = {
  page: undefined,
  namedWidgets: { widgets: [], interactionWidgets: [] },
  console: { lines: [], gone: 0 },
  start: none,
  ask: none,
  play: none,
  picture: none,
};

/** What runs the tools in a test: a session, or nothing at all. */
export function agentHost(given: Partial<AgentHost> = {}, session?: Session): AgentHost {
  return {
    isTrusted: true,
    permissions: nothingAllowed,
    simulator: noSimulator,
    session: () => (session === undefined ? none() : Promise.resolve(session)),
    readFile: none,
    readModule: none,
    connectionReport: none,
    ...given,
  };
}
