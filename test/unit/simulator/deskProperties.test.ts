import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import type { Interaction } from '../../../src/api/interaction';
import { targetTypes } from '../../../src/api/targetQuery';
import { farEndMoveNames, interactionActionNames, reachActionNames } from '../../../src/simulator/desk/rules/actions';
import type { AgentAction, Happening } from '../../../src/simulator/desk/rules/actions';
import { frameRoles } from '../../../src/simulator/desk/state/types';
import type { WorkspaceEvent } from '../../../src/simulator/desk/state/types';
import { PlayedDesk, caller } from './playedDesk';

/** One thing that somebody does; `who` picks an interaction, or now and then one that does not exist. */
type Step =
  | { readonly kind: 'act'; readonly action: (id: string, caseId: string) => AgentAction; readonly text: string }
  | { readonly kind: 'world'; readonly happening: (id: string) => Happening; readonly text: string }
  | {
      readonly kind: 'call';
      readonly service: string;
      readonly parameters: readonly unknown[];
      readonly widget: string;
    }
  | { readonly kind: 'time'; readonly ms: number };

const media = fc.constantFrom('voice', 'chat', 'email', 'workitem');
const userData = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.constantFrom('1', '2'), { maxKeys: 2 });
const target = fc.oneof(
  fc.constant('5550177'),
  fc.record({
    type: fc.constantFrom(...(Object.keys(targetTypes) as (keyof typeof targetTypes)[])),
    destination: fc.constantFrom('1002', 'Sales'),
    media: fc.option(media, { nil: undefined }),
  }),
);
const operationName = fc.constantFrom('Ready', 'NotReady', 'NotReady_Lunch', 'Asleep');

const agentStep = fc
  .oneof(
    { weight: 12, arbitrary: fc.constantFrom(...interactionActionNames).map((action) => ({ do: action })) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom(...reachActionNames), target, userData }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('dial' as const), destination: fc.constant('5550199'), userData }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('createEmail' as const), destination: fc.constant('a@b.c') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pullFromWorkbin' as const), media }) },
    { weight: 1, arbitrary: fc.constant({ do: 'getPreviewRecord' as const, campaign: 'Renewals' }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('setUserData' as const), keyValues: userData }) },
    { weight: 1, arbitrary: fc.constant({ do: 'deleteUserData' as const, key: 'a' }) },
    { weight: 2, arbitrary: fc.constantFrom('selectCase', 'expandCase', 'collapseCase').map((name) => ({ do: name })) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('setAgentState' as const), operationName }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('setMediaState' as const), media, operationName }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        { do: 'closeMarkdoneWarning' as const },
        { do: 'pressToastButton' as const, toastId: 'wweCustomToast0', button: 0 },
        { do: 'dismissToast' as const, toastId: 'wweCustomToast1' },
        { do: 'closeDialog' as const, dialogId: 'wweCustomDialog1' },
        { do: 'pressMenuView' as const, name: 'myView' },
      ),
    },
  )
  .map((part): Step => ({
    kind: 'act',
    action: (interactionId, caseId) => Object.assign({ interactionId, caseId }, part),
    text: JSON.stringify(part),
  }));

const worldStep = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.record({ happens: fc.constant('inbound' as const), media, userData, conference: fc.boolean() }),
    },
    {
      weight: 10,
      arbitrary: fc.constantFrom(...farEndMoveNames, 'ringTimesOut' as const).map((happens) => ({ happens })),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        happens: fc.constantFrom('partyJoins' as const, 'partyLeaves' as const),
        name: fc.constantFrom('1002', 'Guest'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ happens: fc.constant('userDataChanges' as const), keyValues: userData }) },
    {
      weight: 2,
      arbitrary: fc.record({
        happens: fc.constantFrom(
          'pushPreview' as const,
          'campaignLoads' as const,
          'campaignUnloads' as const,
          'campaignStarts' as const,
          'campaignStops' as const,
        ),
        campaign: fc.constantFrom('Renewals', 'Callbacks', 'Reminders'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ happens: fc.constant('frameBecomes' as const), role: fc.constantFrom(...frameRoles) }),
    },
    { weight: 1, arbitrary: fc.constant({ happens: 'widgetLeaves' as const, widget: 'w1' }) },
  )
  .map((part): Step => ({
    kind: 'world',
    happening: (interactionId) => ({ ...part, interactionId }) as Happening,
    text: JSON.stringify(part),
  }));

/** Stands for the id of the interaction, or of the case, that a step is about. */
const theInteraction = 'the interaction';
const theCase = 'the case';

/** Blocks are rare among 74 methods, and a try that a block stops rarer still. */
const method = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...catalogue) },
  { weight: 1, arbitrary: fc.constantFrom(...catalogue.filter(({ name }) => /markdone/i.test(name))) },
);

const callStep = fc
  .tuple(method, fc.constantFrom('w1', 'w2'), target, userData, fc.boolean())
  .map(([method, widget, aim, keyValues, ready]): Step => ({
    kind: 'call',
    service: serviceName(method),
    widget,
    parameters: method.parameters.map(({ kind, name, example }) => {
      if (kind === 'interactionId' || kind === 'consultInteractionId') return theInteraction;
      if (kind === 'caseId') return theCase;
      if (kind === 'targetQuery') return aim;
      if (kind === 'keyValues') return keyValues;
      if (name === 'campaignName') return 'Renewals';
      return kind === 'stateOperation' && ready ? 'Ready' : example;
    }),
  }));

const timeStep = fc.constantFrom(1, 300, 1_500, 20_000).map((ms): Step => ({ kind: 'time', ms }));

const game = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 8, arbitrary: agentStep },
      { weight: 6, arbitrary: worldStep },
      { weight: 5, arbitrary: callStep },
      { weight: 1, arbitrary: timeStep },
    ),
    fc.nat({ max: 30 }),
  ),
  { maxLength: 60, size: 'max' },
);

/** What a widget knows that does nothing but listen: it must always know all. */
class Listener {
  readonly interactions = new Map<string, Interaction>();
  agentState: unknown;
  readonly mediaStates = new Map<string, unknown>();

  hear({ name, data }: WorkspaceEvent): void {
    assert.deepEqual(structuredClone(data), data);
    if (name === 'interaction') this.#hearOfInteraction(data as { eventType: string });
    if (name === 'agent') {
      assert.notDeepEqual(data, this.agentState, 'an agent event without a change');
      this.agentState = data;
    }
    if (name === 'media') {
      const { media: of, state } = data as { media: string; state: unknown };
      assert.notDeepEqual(state, this.mediaStates.get(of), 'a media event without a change');
      this.mediaStates.set(of, state);
    }
  }

  #hearOfInteraction(data: { eventType: string; selectedCaseId?: string; interaction?: Interaction }): void {
    const { eventType, selectedCaseId, interaction } = data;
    if (interaction !== undefined) {
      const before = this.interactions.get(interaction.interactionId);
      assert.notDeepEqual(interaction, eventType === 'MARK_DONE' ? undefined : before, `${eventType} without a change`);
      const wasState = before?.state ?? 'UNKNOWN';
      assert.equal(
        interaction.previousState,
        wasState === interaction.state ? (before?.previousState ?? 'UNKNOWN') : wasState,
        `previousState with ${eventType}`,
      );
      if (eventType === 'MARK_DONE') this.interactions.delete(interaction.interactionId);
      else this.interactions.set(interaction.interactionId, interaction);
      return;
    }
    assert.deepEqual(Object.keys(data).sort(), ['eventType', 'selectedCaseId']);
    for (const [id, known] of this.interactions) {
      const isOfCase = known.caseId === selectedCaseId;
      if (eventType === 'CASE_SELECTED') this.interactions.set(id, { ...known, isCaseSelected: isOfCase });
      else if (isOfCase) this.interactions.set(id, { ...known, isCaseExpanded: eventType === 'CASE_EXPANDED' });
    }
  }
}

/** Takes a step and returns why it was refused, if it was. */
function take(played: PlayedDesk, step: Step, who: number): string | undefined {
  const all = [...played.desk.state.interactions.values()];
  const chosen = all[who % (all.length + 1)];
  const id = chosen?.interactionId ?? '999';
  const caseId = chosen?.caseId ?? 'nowhere';
  if (step.kind === 'time') {
    played.time.pass(step.ms);
    return undefined;
  }
  if (step.kind === 'call') {
    const fill = (value: unknown) => (value === theInteraction ? id : value === theCase ? caseId : value);
    const reply = played.desk.call(step.service, step.parameters.map(fill), caller(step.widget));
    return reply !== undefined && 'errorMessage' in reply ? reply.errorMessage : undefined;
  }
  const outcome =
    step.kind === 'act' ? played.desk.act(step.action(id, caseId)) : played.desk.world(step.happening(id));
  return outcome.ok ? undefined : outcome.reason;
}

/** Who blocks mark-done is told of each try that the block stopped, once, and of nothing else. */
function assertToldOfBlock(played: PlayedDesk, refusal: string | undefined): void {
  const tries = played.told.splice(0).filter(({ name }) => name === 'markdone');
  assert.equal(tries.length, refusal?.startsWith('Mark done of ') === true ? 1 : 0, refusal);
}

function assertConsistent(played: PlayedDesk): void {
  const { cases, interactions, selectedCaseId, markdoneWarning } = played.desk.state;
  assert.equal(
    selectedCaseId !== undefined && cases.has(selectedCaseId),
    cases.size > 0,
    'one case is selected, if any',
  );
  const ofCases = [...cases.values()].flatMap(({ interactionIds }) => interactionIds);
  assert.deepEqual([...ofCases].sort(), [...interactions.keys()].sort(), 'each interaction is in one case');
  for (const { mainInteractionId, interactionIds, caseId } of cases.values()) {
    assert.ok(interactionIds.includes(mainInteractionId), 'a case has its main interaction');
    for (const id of interactionIds) assert.equal(interactions.get(id)?.caseId, caseId);
  }
  for (const { parentInteractionId, caseId } of interactions.values()) {
    if (parentInteractionId !== undefined) assert.equal(interactions.get(parentInteractionId)?.caseId, caseId);
  }
  const talking = [...interactions.values()].filter(
    ({ machine, machineState }) => machine === 'voice' && machineState === 'TALKING',
  );
  assert.ok(talking.length <= 1, 'one call at a time');
  if (markdoneWarning !== undefined) assert.ok(interactions.has(markdoneWarning.interactionId));
}

/** The agent alone, once the widgets are gone, closes all that is on the desk. */
function closeAll(played: PlayedDesk): void {
  for (const widget of ['w1', 'w2']) played.world({ happens: 'widgetLeaves', widget });
  played.call('outbound.stopDirectPushPreview');
  const ways = ['release', 'reject', 'callOffTransfer', 'cancelPreview'] as const;
  for (const { interactionId } of [...played.desk.state.interactions.values()].reverse()) {
    for (const way of ways) {
      if (played.desk.availableActions(interactionId).includes(way)) played.act({ do: way, interactionId });
    }
  }
  for (const { interactionId } of [...played.desk.state.interactions.values()].reverse()) {
    played.act({ do: 'markDone', interactionId });
  }
  assert.equal(played.desk.state.interactions.size, 0);
  assert.equal(played.desk.state.cases.size, 0);
  assert.equal(played.time.waiting, 0);
}

for (const [name, options] of [
  ['where nothing happens by itself', {}],
  [
    'where far ends and servers answer by themselves',
    { farEndAnswersAfterMs: 1_500, serverStepMs: 300, ringTimeoutMs: 20_000, afterCallWork: true },
  ],
] as const) {
  describe(`Whatever agent, widgets and far ends do, ${name},`, () => {
    it('the desk stays in order, tells each change exactly once, and every interaction can be closed', function () {
      this.timeout(120_000);
      fc.assert(
        fc.property(game, (steps) => {
          const played = new PlayedDesk(options);
          const listener = new Listener();
          listener.agentState = played.data('agent.getState');
          for (const { name: of, state } of played.desk.state.media) listener.mediaStates.set(of, state);
          const problems: unknown[] = [];
          played.desk.events.on((event) => {
            try {
              listener.hear(event);
            } catch (error) {
              problems.push(error);
            }
          });
          for (const [step, who] of steps) {
            const refusal = take(played, step, who);
            assertToldOfBlock(played, refusal);
            if (problems[0] !== undefined) throw problems[0] as Error;
            assertConsistent(played);
            assert.deepEqual([...listener.interactions.values()], played.data('interaction.getInteractions'));
            assert.deepEqual(listener.agentState, played.data('agent.getState'));
          }
          closeAll(played);
        }),
        { numRuns: 500 },
      );
    });

    it('every button that is offered works', function () {
      this.timeout(120_000);
      fc.assert(
        fc.property(game, fc.nat(), (steps, choice) => {
          const played = new PlayedDesk(options);
          for (const [step, who] of steps) take(played, step, who);
          played.world({ happens: 'widgetLeaves', widget: 'w1' });
          played.world({ happens: 'widgetLeaves', widget: 'w2' });
          const offered = [...played.desk.state.interactions.keys()].flatMap((interactionId) =>
            played.desk.availableActions(interactionId).map((action) => ({ interactionId, action })),
          );
          const pressed = offered[choice % Math.max(1, offered.length)];
          if (pressed === undefined) return;
          const { interactionId, action } = pressed;
          played.act({ do: action, interactionId, target: '5550177' });
        }),
        { numRuns: 500 },
      );
    });
  });
}
