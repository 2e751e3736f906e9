import * as v from 'valibot';
import { tableKeys } from '../../base/collections';
import type { Listenable } from '../../base/signal';
import { agentActionSchema, happeningSchema } from '../desk/rules/actions';
import type { AgentAction, Happening, Inbound, InteractionAction, ReachAction } from '../desk/rules/actions';
import { deskOptionsSchema } from '../desk/state/options';
import type { DeskOptions } from '../desk/state/options';
import type { DeskState } from '../desk/state/state';
import type { Outcome } from '../desk/state/types';
import { checkScenario } from '../scenario/format/checkScenario';
import type { ScenarioReport } from '../scenario/run/report';
import { checked } from './model/checked';
import type { Simulator } from './model/simulator';
import { placements } from './model/widgets';
import type { Placement, Widget } from './model/widgets';
import { faultSchema } from './wire/faults';
import type { FaultInput } from './wire/faults';
import type { LogEntry } from './wire/messageLog';

/** What the desk holds, as plain data that a test can take out of the page: lists in place of maps, widgets by their names. */
export type DeskSnapshot = ReturnType<typeof plainState>;

/**
 * `window.workspace`: what a test can do with the page. A method that fails throws an Error with the reason. Widgets go by
 * their names, as `widgets()` lists them. docs/testing.md has a worked example.
 */
export interface WorkspaceHandle {
  state(): DeskSnapshot;
  options(): DeskOptions;
  /** Something comes in; returns its interaction id. */
  bringIn(inbound: Omit<Inbound, 'happens'>): string;
  /** The agent does something; returns the id of the interaction that this brought, if any. */
  act(action: AgentAction): string | undefined;
  /** A far end or a server does something; returns the id of the interaction that this brought, if any. */
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
  /** Adds a fault to the wire. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Plays a scenario, as its file says it in JSON, from now on; resolves with its report once it is over or replaced. */
  playScenario(scenario: unknown): Promise<ScenarioReport>;
  /** How the scenario of the page's address, or the last one played, goes or went. */
  scenarioReport(): ScenarioReport | undefined;
  /** Tells how the scenario goes: at once, and each time that this changes. */
  watchScenario(listener: (report: ScenarioReport | undefined) => void): void;
  /** How the replay of the page's address goes or went: a step for each recorded event and call. */
  replayReport(): ScenarioReport | undefined;
  /** Tells how the replay goes: at once, and each time that this changes. */
  watchReplay(listener: (report: ScenarioReport | undefined) => void): void;
}

declare global {
  interface Window {
    workspace: WorkspaceHandle;
  }
}

const placementSchema = v.picklist(tableKeys(placements));

/** The handle of a simulator. */
export function workspaceHandle(simulator: Simulator): WorkspaceHandle {
  const { desk, log, widgets, recording, scenarios, replays } = simulator;
  const widgetNamed = (name: string): Widget => {
    const found = widgets.all.find((widget) => widget.name === name);
    if (found === undefined) throw new Error(`There is no widget ${name}.`);
    return found;
  };
  return {
    state: () => plainState(desk.state),
    options: () => structuredClone(desk.options),
    bringIn(inbound) {
      const id = required(recording.happen(checked(happeningSchema, { happens: 'inbound', ...inbound })));
      if (id === undefined) throw new Error('Nothing came in.');
      return id;
    },
    act: (action) => required(recording.act(checked(agentActionSchema, action))),
    happen: (happening) => required(recording.happen(checked(happeningSchema, happening))),
    availableActions: (interactionId) => desk.availableActions(interactionId),
    availableMoves: (interactionId) => desk.availableMoves(interactionId),
    configure: (options) => recording.configure(checked(deskOptionsSchema, options)),
    messages: () => structuredClone(log.entries),
    widgets: () => structuredClone(widgets.all),
    addWidget: (address, placement = 'tab') =>
      widgets.add(checked(v.string(), address), checked(placementSchema, placement)),
    reloadWidget: (name) => widgets.reload(widgetNamed(name).id),
    removeWidget: (name) => widgets.remove(widgetNamed(name).id),
    openWindow: (address) => void required(simulator.openWindow(checked(v.string(), address))),
    releaseFromQuarantine: (name) => desk.releaseFromQuarantine(name),
    addFault: (fault) => recording.addFault(checked(faultSchema, fault)),
    clearFaults: () => recording.clearFaults(),
    playScenario(scenario) {
      const found = checkScenario(scenario);
      if ('flaws' in found) throw new Error(found.flaws.map(({ message }) => message).join('\n'));
      return scenarios.play(found.scenario);
    },
    scenarioReport: () => structuredClone(scenarios.report),
    watchScenario: (listener) => watch(scenarios, listener),
    replayReport: () => structuredClone(replays.report),
    watchReplay: (listener) => watch(replays, listener),
  };
}

function watch(
  played: { readonly changed: Listenable<void>; readonly report: ScenarioReport | undefined },
  listener: (report: ScenarioReport | undefined) => void,
): void {
  const tell = () => listener(structuredClone(played.report));
  played.changed.on(tell);
  tell();
}

function plainState(state: DeskState) {
  const { cases, interactions, toasts, dialogs, menuViews, campaigns, records, quarantined, ...rest } = state;
  return structuredClone({
    ...rest,
    cases: [...cases.values()],
    interactions: [...interactions.values()],
    toasts: [...toasts.values()],
    dialogs: [...dialogs.values()],
    menuViews: [...menuViews.values()],
    campaigns: [...campaigns.values()],
    records: [...records.values()],
    quarantined: [...quarantined.keys()],
  });
}

function required(outcome: Outcome): string | undefined {
  if (outcome.ok) return outcome.interactionId;
  throw new Error(outcome.reason);
}
