import assert from 'node:assert/strict';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import type { MethodSpec } from '../../../src/api/method';
import { interactionStateNames } from '../../../src/api/states';
import { paths } from './paths';
import type { Path } from './paths';
import { PlayedDesk } from './playedDesk';

const stateMethods = catalogue.filter((method) => method.states !== undefined);

/** Whether a method is for interactions of this media, and of this kind, at all. */
function concerns(method: MethodSpec, path: Path): boolean {
  if (method.namespace === 'voice') return path.media === 'voice';
  if (method.namespace === 'outbound') return path.media === 'preview';
  return !method.name.startsWith('complete') || path.isConsultation === true;
}

/** What must have happened to a call before its recording can be changed. */
const recordingFirst: Readonly<Record<string, readonly ('startRecording' | 'pauseRecording')[]>> = {
  stopCallRecording: ['startRecording'],
  pauseCallRecording: ['startRecording'],
  resumeCallRecording: ['startRecording', 'pauseRecording'],
};

const argumentsFor: Readonly<Record<string, unknown>> = {
  keyValues: { key: 'changed' },
  key: 'key',
  targetQuery: { type: 'AGENT', destination: '1002' },
  userData: {},
  extensions: {},
  recordHandle: 1,
};

function attempt(method: MethodSpec, path: Path): string | undefined {
  const played = new PlayedDesk();
  const id = path.walk(played);
  for (const step of recordingFirst[method.name] ?? []) played.desk.act({ do: step, interactionId: id });
  const parameters = method.parameters.map(({ name, kind }) =>
    kind === 'interactionId' || kind === 'consultInteractionId' ? id : argumentsFor[name],
  );
  const reply = played.call(serviceName(method), ...parameters);
  return reply !== undefined && 'errorMessage' in reply ? reply.errorMessage : undefined;
}

describe('The states of a simulated interaction', () => {
  for (const path of paths) {
    it(`${path.name}: ${path.state} is reached, with the state before`, () => {
      const played = new PlayedDesk();
      const seen = new Map<string, string>();
      played.desk.events.on(({ name, data }) => {
        const { interaction } = data as {
          interaction?: { interactionId: string; state: string; previousState: string };
        };
        if (name !== 'interaction' || interaction === undefined) return;
        const { interactionId, state, previousState } = interaction;
        const before = seen.get(interactionId) ?? 'UNKNOWN';
        if (before !== state) assert.equal(previousState, before);
        seen.set(interactionId, state);
      });
      const id = path.walk(played);
      assert.equal(played.state(id), path.state);
      assert.equal(seen.get(id), path.state);
    });
  }

  it('are all of the reference, COMPLETED as the last that is told of an interaction', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'inbound', media: 'email' });
    played.act({ do: 'accept', interactionId: id });
    played.act({ do: 'markDone', interactionId: id });
    const { data } = played.told.at(-1) ?? {};
    const { eventType, interaction } = data as { eventType: string; interaction: { state: string } };
    assert.deepEqual([eventType, interaction.state], ['MARK_DONE', 'COMPLETED']);

    // A chat is ACCEPTED only for a moment: it is joined at once.
    const reached = new Set([...paths.map(({ state }) => state), interaction.state]);
    assert.deepEqual(
      interactionStateNames.filter((state) => !reached.has(state)),
      [],
    );
  });

  for (const method of stateMethods) {
    it(`allow ${serviceName(method)} exactly where the catalogue says so`, () => {
      const wrong = paths.filter((path) => {
        const offered = concerns(method, path) && method.states?.includes(path.state) === true;
        return (attempt(method, path) === undefined) !== offered;
      });
      assert.deepEqual(
        wrong.map((path) => `${path.name} (${path.state}): ${attempt(method, path) ?? 'succeeds'}`),
        [],
      );
    });
  }
});
