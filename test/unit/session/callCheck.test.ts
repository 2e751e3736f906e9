import assert from 'node:assert/strict';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import { checkCall } from '../../../src/session/calls/callCheck';
import { InvokeError } from '../../../src/session/calls/invokeError';

function problem(service: string, parameters: unknown[]): string {
  try {
    checkCall(service, parameters);
  } catch (error) {
    assert.ok(error instanceof InvokeError);
    return `${error.kind}: ${error.message}`;
  }
  return 'none';
}

describe('the check of a call before it is sent', () => {
  it('takes every method with the example arguments of the catalogue', () => {
    for (const method of catalogue) {
      const examples = method.parameters.map((parameter) => parameter.example);
      assert.equal(problem(serviceName(method), examples), 'none', serviceName(method));
    }
  });

  it('names an unknown service', () => {
    assert.match(problem('interaction.explode', []), /^unknownService: .*"interaction\.explode"/);
    assert.match(problem('toString', []), /^unknownService/);
  });

  it('names a bad argument and shows how the method is called', () => {
    assert.match(
      problem('interaction.accept', [17]),
      /^badArgument: interaction\.accept: interactionId must be a string.*interaction\.accept\(interactionId, succeeded, failed\)/,
    );
    assert.match(problem('interaction.accept', []), /interactionId must be a string/);
    assert.match(problem('interaction.setUserData', ['1', 'x']), /keyValues must be an object/);
    assert.match(problem('interaction.accept', ['1', '2']), /takes 1 arguments, not 2/);
    assert.match(problem('interaction.consult', ['1', { type: 'CAT', destination: 'x' }]), /targetQuery must be/);
  });

  it('takes a target as text, with type, and with the key target that the reference has for consult', () => {
    for (const target of [
      '5551234',
      { type: 'AGENT', destination: '1' },
      { target: 'SKILL', destination: 'English' },
    ]) {
      assert.equal(problem('interaction.consult', ['1', target, {}, {}]), 'none');
    }
  });

  it('lets optional arguments and empty user data be left out', () => {
    assert.equal(problem('voice.dial', ['5551234']), 'none');
    assert.equal(problem('interaction.consult', ['1', '5551234']), 'none');
  });
});
