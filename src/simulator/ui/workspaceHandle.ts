import * as v from 'valibot';
import { agentActionSchema, happeningSchema } from '../desk/actions';
import type { AgentAction, Happening, Inbound } from '../desk/actions';
import { deskOptionsSchema } from '../desk/options';
import type { DeskOptions } from '../desk/options';
import type {
  AgentProfile,
  AgentState,
  DeskCase,
  DeskInteraction,
  DeskMedia,
  Dialog,
  MarkdoneWarning,
  MenuView,
  Outcome,
  Toast,
} from '../desk/types';
import { checkScenario } from '../scenario/checkScenario';
import type { ScenarioReport } from '../scenario/report';
import { checked } from './model/checked';
import type { Simulator } from './model/simulator';
import { placements } from './model/widgets';
import type { Placement, Widget } from './model/widgets';
import { faultSchema } from './wire/faults';
import type { FaultInput } from './wire/faults';
import type { LogEntry } from './wire/messageLog';

/** What the desk holds, as plain data that a test can take out of the page. */
export interface WorkspaceState {
  readonly agent: AgentProfile;
  readonly agentState: AgentState;
  readonly media: readonly DeskMedia[];
  readonly cases: readonly DeskCase[];
  readonly interactions: readonly DeskInteraction[];
  readonly selectedCaseId: string | undefined;
  readonly toasts: readonly Toast[];
  readonly dialogs: readonly Dialog[];
  readonly menuViews: readonly MenuView[];
  readonly markdoneWarning: MarkdoneWarning | undefined;
}

/**
 * `window.workspace`: the powers of the page for a test. What cannot be done throws an Error with the reason.
 *
 *     const id = await page.evaluate(() => workspace.bringIn({ media: 'voice', ani: '5550199' }));
 *     await page.evaluate((id) => workspace.act({ do: 'accept', interactionId: id }), id);
 */
export interface WorkspaceHandle {
  state(): WorkspaceState;
  /** Something comes in; returns its interaction id. */
  bringIn(inbound: Omit<Inbound, 'happens'>): string;
  /** The agent does something; returns the id of the interaction that this brought, if any. */
  act(action: AgentAction): string | undefined;
  /** The world does something; returns likewise. */
  happen(happening: Happening): string | undefined;
  configure(options: Partial<DeskOptions>): void;
  /** What crossed the wire lately, oldest first. */
  messages(): readonly LogEntry[];
  widgets(): readonly Widget[];
  addWidget(address: string, placement?: Placement): void;
  /** From now on something goes wrong. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Plays a scenario, as its file says it in JSON, from now on. */
  playScenario(scenario: unknown): void;
  /** How the scenario of the page's address, or the last one played, goes or went. */
  scenarioReport(): ScenarioReport | undefined;
}

declare global {
  interface Window {
    workspace: WorkspaceHandle;
  }
}

const placementSchema = v.picklist(Object.keys(placements) as readonly Placement[]);

/** The handle of a simulator. */
export function workspaceHandle({ desk, log, widgets, faults, scenarios }: Simulator): WorkspaceHandle {
  return {
    state() {
      const { state } = desk;
      const { agent, agentState, media, selectedCaseId, markdoneWarning } = state;
      return structuredClone({
        agent,
        agentState,
        media,
        cases: [...state.cases.values()],
        interactions: [...state.interactions.values()],
        selectedCaseId,
        toasts: [...state.toasts.values()],
        dialogs: [...state.dialogs.values()],
        menuViews: [...state.menuViews.values()],
        markdoneWarning,
      });
    },
    bringIn(inbound) {
      const id = required(desk.world(checked(happeningSchema, { happens: 'inbound', ...inbound })));
      if (id === undefined) throw new Error('Nothing came in.');
      return id;
    },
    act: (action) => required(desk.act(checked(agentActionSchema, action))),
    happen: (happening) => required(desk.world(checked(happeningSchema, happening))),
    configure: (options) => desk.configure(checked(deskOptionsSchema, options)),
    messages: () => structuredClone(log.entries),
    widgets: () => structuredClone(widgets.all),
    addWidget: (address, placement = 'tab') =>
      widgets.add(checked(v.string(), address), checked(placementSchema, placement)),
    addFault: (fault) => faults.add(checked(faultSchema, fault)),
    clearFaults: () => faults.clear(),
    playScenario(scenario) {
      const found = checkScenario(scenario);
      if ('flaw' in found) throw new Error(found.flaw.message);
      scenarios.play(found.scenario);
    },
    scenarioReport: () => structuredClone(scenarios.report),
  };
}

function required(outcome: Outcome): string | undefined {
  if (outcome.ok) return outcome.interactionId;
  throw new Error(outcome.reason);
}
