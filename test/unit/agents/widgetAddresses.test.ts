import assert from 'node:assert/strict';
import { startSimulator } from '../../../src/agents/simulator/startSimulator';
import { foreignAddresses } from '../../../src/agents/simulator/widgetAddresses';
import { AgentSession } from '../../../src/agents/agentSession';
import { agentHost, noSimulator } from '../../support/agentHost';

const named = {
  widgets: ['https://widget.example/app/'],
  interactionWidgets: ['https://notes.example/?i=$Interaction.Id$'],
};

describe('the widgets that an agent may open', () => {
  it('are those on this machine, and on the sites that the user named', () => {
    const own = ['http://localhost:5173/', 'https://127.0.0.1/', 'http://[::1]:80/x', 'http://app.localhost/'];
    assert.deepEqual(foreignAddresses([...own, 'https://widget.example/other', 'https://notes.example/'], named), []);
  });

  it('are no others, however they look', () => {
    const others = [
      'https://evil.example/?note=Jane',
      'http://localhost@evil.example/',
      'http://localhost.evil.example/',
      'http://127.0.0.1.evil.example/',
      'http://widget.example/',
      'https://widget.example:444/',
      'http://192.168.0.1/',
    ];
    assert.deepEqual(foreignAddresses(others, named), others);
  });

  it('are named in the refusal, with who can allow them', async () => {
    const session = new AgentSession(agentHost({ simulator: { ...noSimulator, namedWidgets: named } }));
    const input = { interactionWidgets: ['https://evil.example/?note=Jane'] };
    const { isError, text } = await session.call(startSimulator.name, input, new AbortController().signal);
    assert.ok(isError);
    assert.match(text, /evil\.example.* neither on this machine .* by the setting of the test\./);
  });
});
