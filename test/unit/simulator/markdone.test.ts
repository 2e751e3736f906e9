import assert from 'node:assert/strict';
import { PlayedDesk, caller } from './playedDesk';

function ended() {
  const played = new PlayedDesk();
  const id = played.world({ happens: 'inbound', media: 'voice' });
  played.act({ do: 'reject', interactionId: id });
  played.told.length = 0;
  const from = (widget: string, service: string, ...parameters: unknown[]) =>
    assert.deepEqual(played.desk.call(`interaction.${service}`, parameters, caller(widget)), {});
  return { played, id, from };
}

describe('A block of mark-done', () => {
  it('keeps the agent from finishing, shows every warning, and tells who blocks', () => {
    const { played, id, from } = ended();
    from('w1', 'blockMarkdone', id, 'Save the form.');
    from('w2', 'blockMarkdone', id, 'Rate the call.');
    assert.equal(played.desk.act({ do: 'markDone', interactionId: id }).ok, false);
    assert.deepEqual(played.desk.state.markdoneWarning, {
      interactionId: id,
      messages: ['Save the form.', 'Rate the call.'],
    });
    assert.deepEqual(
      played.told.map(({ name }) => name),
      ['markdone'],
    );
    assert.equal((played.told[0]?.data as { interactionId: string }).interactionId, id);
    assert.equal(played.state(id), 'IDLE');
  });

  it('binds widgets too, without a warning for the agent', () => {
    const { played, id, from } = ended();
    from('w1', 'blockMarkdone', id, 'Save the form.');
    assert.match(played.error('interaction.markdone', id), /blocked: Save the form\./);
    assert.equal(played.desk.state.markdoneWarning, undefined);
  });

  it('is lifted when the last widget takes its own back', () => {
    const { played, id, from } = ended();
    from('w1', 'blockMarkdone', id, 'Old text.');
    from('w1', 'blockMarkdone', id, 'Save the form.');
    from('w2', 'blockMarkdone', id, 'Rate the call.');
    from('w2', 'unblockMarkdone', id);
    assert.match(played.error('interaction.markdone', id), /blocked: Save the form\.$/);
    played.desk.act({ do: 'markDone', interactionId: id });
    from('w1', 'unblockMarkdone', id);
    assert.equal(played.desk.state.markdoneWarning, undefined);
    played.act({ do: 'markDone', interactionId: id });
    assert.equal(played.desk.state.interactions.size, 0);
  });

  it('ends by itself where the administrator set a time, which each block begins anew', () => {
    const { played, id, from } = ended();
    played.desk.configure({ blockMarkdoneTimeout: 1_000 });
    from('w1', 'blockMarkdone', id, 'Save the form.');
    from('w2', 'blockMarkdone', id, 'Rate the call.');
    played.time.pass(600);
    from('w1', 'blockMarkdone', id, 'Save the form.');
    played.time.pass(600);
    assert.match(played.error('interaction.markdone', id), /blocked: Save the form\.$/);
    from('w1', 'unblockMarkdone', id);
    assert.equal(played.time.waiting, 0);
    from('w1', 'blockMarkdone', id, 'Save the form.');
    played.desk.act({ do: 'markDone', interactionId: id });
    assert.notEqual(played.desk.state.markdoneWarning, undefined);
    played.time.pass(1_000);
    assert.equal(played.desk.state.markdoneWarning, undefined);
    from('w1', 'blockMarkdone', id, 'Save the form.');
    played.world({ happens: 'widgetLeaves', widget: 'w1' });
    played.act({ do: 'markDone', interactionId: id });
    assert.equal(played.time.waiting, 0);
  });

  it('goes with the widget that made it', () => {
    const { played, id, from } = ended();
    from('w1', 'blockMarkdone', id, 'Save the form.');
    played.world({ happens: 'widgetLeaves', widget: 'w1' });
    played.act({ do: 'markDone', interactionId: id });
  });

  it('on a consultation holds its main interaction, too', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'inbound', media: 'voice' });
    played.act({ do: 'accept', interactionId: id });
    const consultation = played.act({ do: 'consult', interactionId: id, target: '1002' });
    played.act({ do: 'release', interactionId: consultation });
    played.act({ do: 'release', interactionId: id });
    played.data('interaction.blockMarkdone', consultation, 'Not yet.');
    assert.match(played.error('interaction.markdone', id), /Not yet/);
    assert.equal(played.desk.state.interactions.size, 2);
  });
});
