import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { reportText } from '../../support/reportText';
import { listener, play, scenarioFolder, shippedScenario } from './playedScenario';
import type { ScriptedWidget } from './playedScenario';

/** For each scenario that comes with Deskside a widget that does what it expects. */
const widgets: Readonly<Record<string, ScriptedWidget>> = {
  'inbound-call': listener,
  rona: listener,
  'consult-and-transfer': listener,
  conference: listener,
  chat: listener,
  email: listener,
  'pull-preview': listener,
  'blocked-markdone': {
    subscribes: ['interaction', 'markdone'],
    told({ name, eventType, interactionId }, call) {
      if (name === 'markdone') call('interaction.unblockMarkdone', interactionId);
      else if (eventType === 'ESTABLISHED') call('interaction.blockMarkdone', interactionId, 'Fill in the form first.');
    },
  },
  'write-forbidden': {
    subscribes: ['interaction'],
    told({ eventType, interactionId }, call) {
      if (eventType !== 'ESTABLISHED' && eventType !== 'ATTACHED_DATA_CHANGED') return;
      call('interaction.setUserData', interactionId, { Seen: 'yes' });
    },
  },
  'rate-limit': {
    subscribes: ['interaction'],
    told: (_event, call) => call('interaction.getInteractions'),
  },
};

/** At which step those fail that want something of the widget, with one that only listens. */
const failures: Readonly<Record<string, string>> = {
  'blocked-markdone': 'the widget blocks mark-done',
  'write-forbidden': 'the widget tries to write and is refused',
  'rate-limit': 'the widget is ignored',
};

describe('The scenarios that come with Deskside', () => {
  it('are the ten that this test plays', async () => {
    const names = (await readdir(scenarioFolder)).map((file) => file.replace('.scenario.yaml', ''));
    assert.deepEqual(names.sort(), Object.keys(widgets).sort());
    assert.equal(names.length, 10);
  });

  for (const [name, widget] of Object.entries(widgets)) {
    it(`pass with a widget that does what they expect: ${name}`, async () => {
      const report = play(await shippedScenario(name), widget);
      assert.equal(report.outcome, 'passed', reportText(report));
    });

    it(`fail at their first step with a widget that never subscribes: ${name}`, async () => {
      const report = play(await shippedScenario(name), { subscribes: [] });
      assert.equal(report.steps.find(({ outcome }) => outcome === 'failed')?.step, 1, reportText(report));
    });
  }

  for (const [name, step] of Object.entries(failures)) {
    it(`name the step at which a widget does too little: ${name}`, async () => {
      const report = play(await shippedScenario(name), { subscribes: ['interaction', 'markdone'] });
      assert.equal(report.steps.find(({ outcome }) => outcome === 'failed')?.text, step, reportText(report));
    });
  }

  it('name the step at which a widget does too much: rona', async () => {
    const report = play(await shippedScenario('rona'), {
      subscribes: ['interaction'],
      told({ eventType, interactionId }, call) {
        if (eventType === 'RINGING') call('interaction.accept', interactionId);
      },
    });
    const failed = report.steps.find(({ outcome }) => outcome === 'failed');
    assert.equal(failed?.text, 'it rings, and no widget takes it up');
    assert.equal(failed.why, 'It did happen: interaction.accept(1) succeeded.');
  });
});
