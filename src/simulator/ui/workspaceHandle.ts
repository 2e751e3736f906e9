import * as v from 'valibot';
import { agentActionSchema, happeningSchema } from '../desk/actions';
import type { AgentAction, Happening, Inbound, InteractionAction, ReachAction } from '../desk/actions';
import { deskOptionsSchema } from '../desk/options';
import type { DeskOptions } from '../desk/options';
import type {
  AgentProfile,
  AgentState,
  Campaign,
  CampaignRecord,
  DeskCase,
  DeskInteraction,
  DeskMedia,
  Dialog,
  FrameRole,
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
  /** Texts that toasts left under "My messages". */
  readonly myMessages: readonly string[];
  readonly campaigns: readonly Campaign[];
  readonly records: readonly CampaignRecord[];
  /** Campaigns push records without asking. */
  readonly directPush: boolean;
  readonly microphoneMuted: boolean;
  readonly speakerMuted: boolean;
  readonly frameRole: FrameRole;
  /** When the agent, or a widget on the agent's behalf, last did something, in milliseconds since 1970. */
  readonly lastActivity: number;
  /** Names of the widgets whose requests are ignored. */
  readonly quarantined: readonly string[];
}

/**
 * `window.workspace`: the powers of the page for a test. What cannot be done throws an Error with the reason. Widgets are
 * known by their names, as `widgets()` tells them. README.md, "Test your widget in CI", has a worked example.
 */
export interface WorkspaceHandle {
  state(): WorkspaceState;
  options(): DeskOptions;
  /** Something comes in; returns its interaction id. */
  bringIn(inbound: Omit<Inbound, 'happens'>): string;
  /** The agent does something; returns the id of the interaction that this brought, if any. */
  act(action: AgentAction): string | undefined;
  /** The world does something; returns likewise. */
  happen(happening: Happening): string | undefined;
  /** What the agent can do to an interaction now: the buttons that the desktop shows for it. */
  availableActions(interactionId: string): readonly (InteractionAction | ReachAction)[];
  /** What can happen to an interaction now. */
  availableMoves(interactionId: string): readonly Happening['happens'][];
  /** Changes options; what is not named stays. */
  configure(options: Partial<DeskOptions>): void;
  /** What crossed the wire lately, oldest first. */
  messages(): readonly LogEntry[];
  widgets(): readonly Widget[];
  addWidget(address: string, placement?: Placement): void;
  /** Loads a widget anew; what it had put on the desk goes. */
  reloadWidget(name: string): void;
  removeWidget(name: string): void;
  /** Opens a widget in a window of its own, whose opener this page is. */
  openWindow(address: string): void;
  /** Ends a widget's quarantine and its counts. */
  releaseFromQuarantine(name: string): void;
  /** From now on something goes wrong. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Plays a scenario, as its file says it in JSON, from now on; resolves with its report once it is over or replaced. */
  playScenario(scenario: unknown): Promise<ScenarioReport>;
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
export function workspaceHandle(simulator: Simulator): WorkspaceHandle {
  const { desk, log, widgets, faults, scenarios } = simulator;
  const widgetNamed = (name: string): Widget => {
    const found = widgets.all.find((widget) => widget.name === name);
    if (found === undefined) throw new Error(`There is no widget ${name}.`);
    return found;
  };
  return {
    state() {
      const { state } = desk;
      const { agent, agentState, media, selectedCaseId, markdoneWarning } = state;
      const { directPush, microphoneMuted, speakerMuted, frameRole, lastActivity } = state;
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
        myMessages: state.messages,
        campaigns: [...state.campaigns.values()],
        records: [...state.records.values()],
        directPush,
        microphoneMuted,
        speakerMuted,
        frameRole,
        lastActivity,
        quarantined: [...state.quarantined.keys()],
      });
    },
    options: () => structuredClone(desk.options),
    bringIn(inbound) {
      const id = required(desk.world(checked(happeningSchema, { happens: 'inbound', ...inbound })));
      if (id === undefined) throw new Error('Nothing came in.');
      return id;
    },
    act: (action) => required(desk.act(checked(agentActionSchema, action))),
    happen: (happening) => required(desk.world(checked(happeningSchema, happening))),
    availableActions: (interactionId) => desk.availableActions(interactionId),
    availableMoves: (interactionId) => desk.availableMoves(interactionId),
    configure: (options) => desk.configure(checked(deskOptionsSchema, options)),
    messages: () => structuredClone(log.entries),
    widgets: () => structuredClone(widgets.all),
    addWidget: (address, placement = 'tab') =>
      widgets.add(checked(v.string(), address), checked(placementSchema, placement)),
    reloadWidget: (name) => widgets.reload(widgetNamed(name).id),
    removeWidget: (name) => widgets.remove(widgetNamed(name).id),
    openWindow: (address) => void required(simulator.openWindow(checked(v.string(), address))),
    releaseFromQuarantine: (name) => desk.releaseFromQuarantine(name),
    addFault: (fault) => faults.add(checked(faultSchema, fault)),
    clearFaults: () => faults.clear(),
    playScenario(scenario) {
      const found = checkScenario(scenario);
      if ('flaw' in found) throw new Error(found.flaw.message);
      return scenarios.play(found.scenario);
    },
    scenarioReport: () => structuredClone(scenarios.report),
  };
}

function required(outcome: Outcome): string | undefined {
  if (outcome.ok) return outcome.interactionId;
  throw new Error(outcome.reason);
}
