import assert from 'node:assert/strict';
import * as v from 'valibot';
import { agentActionSchema, happeningSchema } from '../../../src/simulator/desk/rules/actions';
import { defaultOptions, deskOptionsSchema } from '../../../src/simulator/desk/state/options';

describe('What comes to the desk from a test or a file', () => {
  it('is taken if it is what the agent or the world can do', () => {
    const actions: unknown[] = [
      { do: 'accept', interactionId: '1' },
      { do: 'consult', interactionId: '1', target: { type: 'SKILL', destination: 'French' }, userData: { a: 1 } },
      { do: 'transfer', interactionId: '1', target: '5550177' },
      { do: 'selectCase', caseId: 'c' },
      { do: 'pressToastButton', toastId: 'wweCustomToast0', button: 0 },
    ];
    for (const action of actions) assert.deepEqual(v.parse(agentActionSchema, action), action);
    const happenings: unknown[] = [
      { happens: 'inbound', media: 'voice', callType: 'INTERNAL', contact: { displayName: 'Ada', title: 'Dr' } },
      { happens: 'ringTimesOut', interactionId: '1', ronaCallState: 'NO_ANSWER' },
      { happens: 'chatJoins', interactionId: '1' },
      { happens: 'frameBecomes', role: 'following' },
    ];
    for (const happening of happenings) assert.deepEqual(v.parse(happeningSchema, happening), happening);
    assert.deepEqual(v.parse(deskOptionsSchema, defaultOptions), defaultOptions);
    assert.deepEqual(v.parse(deskOptionsSchema, {}), {});
  });

  it('keeps every key of user data', () => {
    const userData: unknown = JSON.parse('{"constructor":"c","__proto__":"p"}');
    const action = v.parse(agentActionSchema, { do: 'setUserData', interactionId: '1', keyValues: userData });
    assert.ok(action.do === 'setUserData');
    assert.deepEqual(Object.keys(action.keyValues), ['constructor', '__proto__']);
  });

  it('is refused otherwise, by the name of what is wrong', () => {
    const wrong: [v.GenericSchema, unknown, RegExp][] = [
      [agentActionSchema, { do: 'sing', interactionId: '1' }, /do/],
      [agentActionSchema, { do: 'accept' }, /interactionId/],
      [agentActionSchema, { do: 'consult', interactionId: '1', target: { type: 'ROBOT', destination: 'x' } }, /target/],
      [agentActionSchema, { do: 'setUserData', interactionId: '1', keyValues: ['a'] }, /keyValues/],
      [happeningSchema, { happens: 'inbound', media: '' }, /media/],
      [happeningSchema, { happens: 'inbound', media: 'voice', phone: '1' }, /phone/],
      [happeningSchema, 'inbound', /object|Object/],
      [deskOptionsSchema, { ringTimeoutMs: -1 }, /ringTimeoutMs/],
      [deskOptionsSchema, { acceptedOrigin: '*' }, /acceptedOrigin/],
    ];
    for (const [schema, value, expected] of wrong) {
      const { success, issues = [] } = v.safeParse(schema, value);
      assert.equal(success, false, JSON.stringify(value));
      const said = issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('; ');
      assert.match(said, expected);
    }
  });
});
