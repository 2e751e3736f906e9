import { agentStates, errorTexts, eventData } from '../assumptions';
import type { DeskCore } from '../core';
import type { DeskOptions } from '../state/options';
import { refusal } from '../refusal';
import type { AgentState, DeskMedia } from '../state/types';

/** The states that the agent can be set to, with the reasons of the options. */
function stateList(options: DeskOptions): readonly AgentState[] {
  return [
    agentStates.ready.value,
    agentStates.notReady.value,
    ...options.notReadyReasons.map((each) => {
      const { reason, displayName } = typeof each === 'string' ? { reason: each, displayName: each } : each;
      return agentStates.notReadyBecause.value(reason, displayName);
    }),
    agentStates.afterCallWork.value,
  ];
}

/** Takes the agent and the media from the options; media that stay keep their state. */
export function seatAgent({ store, options }: DeskCore): void {
  store.agent = options.agent;
  store.agentStates = stateList(options);
  store.media = options.media.map(
    (name) => store.media.find((media) => media.name === name) ?? { name, state: store.agentState },
  );
}

/** Sets the agent's state on all media. Throws a refusal for a name that is not in the state list. */
export function setAgentState(core: DeskCore, operationName: string): void {
  const state = findState(core, operationName);
  for (const media of core.store.media) changeMedia(core, media, state);
  changeAgent(core, state);
}

/** Sets the agent's state on one media. Throws a refusal for an unknown media or state. */
export function setMediaState(core: DeskCore, name: string, operationName: string): void {
  const media = findMedia(core, name);
  changeMedia(core, media, findState(core, operationName));
  changeAgent(core, stateOfAll(core.store.media, core.store.agentState));
}

/** After a call the agent has work to do, if the options say so: until the agent is set to another state. */
export function beginAfterCallWork(core: DeskCore): void {
  if (!core.options.afterCallWork) return;
  const voice = core.store.media.find((media) => media.name === 'voice');
  if (voice !== undefined) changeMedia(core, voice, agentStates.afterCallWork.value);
  changeAgent(core, agentStates.afterCallWork.value);
}

/** The agent's media of this name. Throws a refusal if there is none. */
export function findMedia({ store }: DeskCore, name: string): DeskMedia {
  const media = store.media.find((candidate) => candidate.name === name);
  if (media === undefined) throw refusal(errorTexts.unknownMedia, name);
  return media;
}

function findState({ store }: DeskCore, operationName: string): AgentState {
  const state = store.agentStates.find((candidate) => candidate.operationName === operationName);
  if (state === undefined) throw refusal(errorTexts.unknownState, operationName);
  return state;
}

/** The one state that all media share; else Ready if any of them is. */
function stateOfAll(media: readonly DeskMedia[], current: AgentState): AgentState {
  const [first, ...others] = media.map(({ state }) => state);
  if (first === undefined) return current;
  if (others.every(({ operationName }) => operationName === first.operationName)) return first;
  return [first, ...others].find(({ type }) => type === agentStates.ready.value.type) ?? agentStates.notReady.value;
}

function changeMedia(core: DeskCore, media: DeskMedia, state: AgentState): void {
  if (media.state.operationName === state.operationName) return;
  core.store.media = core.store.media.map((other) => (other.name === media.name ? { ...other, state } : other));
  core.emit('media', eventData.media, media.name, state);
}

function changeAgent(core: DeskCore, state: AgentState): void {
  if (core.store.agentState.operationName === state.operationName) return;
  core.store.agentState = state;
  core.emit('agent', eventData.agent, state);
}
