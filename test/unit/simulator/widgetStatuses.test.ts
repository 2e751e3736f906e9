import assert from 'node:assert/strict';
import { Signal } from '../../../src/base/signal';
import { WidgetStatuses } from '../../../src/simulator/ui/model/widgetStatuses';
import type { ShutOut } from '../../../src/simulator/ui/model/widgetStatuses';
import type { Hearing } from '../../../src/simulator/ui/wire/widgetHearing';

const address = 'http://localhost:1/';

function statuses(answers: boolean) {
  const heard = new Map<string, Hearing>();
  const shut = new Map<string, ShutOut>();
  const changed = new Signal<void>();
  const hearing = {
    changed,
    of: (name: string) => heard.get(name),
    originOf: (name: string) => (heard.has(name) ? 'http://localhost:1' : undefined),
    whySilent: (name: string) => (heard.get(name) === 'silent' ? 'Why' : undefined),
  };
  const watched = new WidgetStatuses(
    hearing,
    () => Promise.resolve(answers),
    (name) => shut.get(name),
  );
  const hear = (name: string, what: Hearing) => {
    heard.set(name, what);
    changed.emit();
  };
  return { watched, hear, shut, probed: () => Promise.resolve().then(() => Promise.resolve()) };
}

describe('The state of a widget', () => {
  it('is unreachable where nothing answers, until it is heard', async () => {
    const { watched, hear, probed } = statuses(false);
    watched.watch('1.0', { name: 'w', address });
    assert.equal(watched.stateOf('1.0'), 'loading');
    await probed();
    watched.pageLoaded('1.0');
    assert.equal(watched.stateOf('1.0'), 'unreachable', "the page that loaded is the browser's own");
    assert.match(watched.whyUnreachable('w') ?? '', /^Nothing answers at http:\/\/localhost:1\./);
    assert.equal(watched.whyUnreachable('v'), undefined);
    hear('w', 'silent');
    assert.equal(watched.stateOf('1.0'), 'unreachable');
    hear('w', 'library');
    assert.equal(watched.stateOf('1.0'), 'library');
  });

  it('is loaded once its address answers and its frame has a page, in whatever order', async () => {
    for (const order of [
      ['probe', 'page'],
      ['page', 'probe'],
    ]) {
      const { watched, probed } = statuses(true);
      watched.watch('1.0', { name: 'w', address });
      for (const step of order) {
        assert.equal(watched.stateOf('1.0'), 'loading');
        if (step === 'probe') await probed();
        else watched.pageLoaded('1.0');
      }
      await probed();
      assert.equal(watched.stateOf('1.0'), 'loaded');
    }
  });

  it('is what was heard of it where something answers', async () => {
    const { watched, hear, probed } = statuses(true);
    let changes = 0;
    watched.watch('1.0', { name: 'w', address });
    await probed();
    assert.equal(watched.whyUnreachable('w'), undefined);
    watched.changed.on(() => (changes += 1));
    for (const state of ['silent', 'library', 'subscribed'] as const) {
      hear('w', state);
      assert.equal(watched.stateOf('1.0'), state);
      assert.equal(watched.whySilent('1.0'), state === 'silent' ? 'Why' : undefined);
    }
    assert.equal(changes, 3);
  });

  it('is why Workspace does not serve it, for as long as Workspace does not', () => {
    const { watched, hear, shut } = statuses(true);
    watched.watch('1.0', { name: 'w', address });
    shut.set('w', 'refused');
    assert.equal(watched.stateOf('1.0'), 'loading', 'nothing was heard that could be refused');
    hear('w', 'subscribed');
    for (const why of ['refused', 'quarantined'] as const) {
      shut.set('w', why);
      assert.equal(watched.stateOf('1.0'), why);
    }
    shut.delete('w');
    assert.equal(watched.stateOf('1.0'), 'subscribed');
  });

  it('is its own for each frame, and gone with it, also while its address is asked', async () => {
    const { watched, hear, probed } = statuses(false);
    const first = watched.watch('1.0', { name: 'w', address });
    const long = `http://localhost:1/${'\u{1F600}'.repeat(400)}`;
    watched.watch('2.0.7', { name: 'w, interaction 7', address: long, interactionId: '7' });
    first.dispose();
    await probed();
    hear('w, interaction 7', 'library');
    hear('nobody', 'library');
    watched.pageLoaded('1.0');
    assert.equal(watched.stateOf('1.0'), undefined);
    assert.deepEqual(
      watched.all.map(({ name, state, interactionId }) => [name, state, interactionId]),
      [['w, interaction 7', 'library', '7']],
    );
    assert.ok((watched.all[0]?.address.length ?? 0) <= 300);
    watched.dispose();
  });

  it('is told with the address less what may be secret in it', () => {
    const { watched } = statuses(true);
    for (const [at, tail] of ['', '?token=s3cret', '#s3cret', '?a#b?c', '?\n#'].entries()) {
      watched.watch(String(at), { name: `w${at}`, address: `http://localhost:1/a${tail}` });
    }
    assert.deepEqual([...new Set(watched.all.map((widget) => widget.address))], ['http://localhost:1/a']);
  });
});
