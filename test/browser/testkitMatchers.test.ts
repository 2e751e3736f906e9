import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { expect } from '../../src/testkit/playwright/fixtures';
import { PageWorkspace } from '../../src/testkit/playwright/pageWorkspace';
import { sharedBrowser } from './support/sharedBrowser';
import type { RawWidget } from './widgets/rawWidget';
import { SimulatorRig } from './widgets/simulatorRig';

describe('the matchers of deskside/playwright', () => {
  let rig: SimulatorRig;
  let page: Page;
  let widget: RawWidget;
  let workspace: PageWorkspace;
  let interactionId: string;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  beforeEach(async () => {
    ({ page, widget } = await rig.openWithRawWidget());
    workspace = new PageWorkspace(page);
    await widget.subscribe('interaction');
    interactionId = await workspace.bringIn({ media: 'voice', userData: { Contract: 'C-1042', Language: 'en' } });
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  /** What a matcher says when it fails, without the colours of a terminal. */
  async function failureOf(expectation: Promise<unknown>): Promise<string> {
    const outcome = await expectation.then(
      () => 'it passed',
      (error: unknown) => error,
    );
    assert.ok(outcome instanceof Error, String(outcome));
    // eslint-disable-next-line no-control-regex -- these are the colours
    return outcome.message.replace(/\u001b\[\d+m/g, '');
  }
  const accept = () => workspace.act({ do: 'accept', interactionId });
  const note = (seen: string) => widget.call('interaction.setUserData', interactionId, { Seen: seen, At: '12:00' });

  describe('toHaveCalled', () => {
    it('waits for the call, and compares of objects only what is named', async () => {
      const expectations = [
        expect(workspace).toHaveCalled('interaction.setUserData'),
        expect(workspace).toHaveCalled('interaction.setUserData', [interactionId]),
        expect(workspace).toHaveCalled('interaction.setUserData', [interactionId, { Seen: 'C-1042' }]),
      ];
      await note('C-1042');
      await Promise.all(expectations);
    });

    it('shows the calls that came instead, with their arguments', async () => {
      await note('C-1024');
      await widget.call('agent.get');
      const wanted = [interactionId, { Seen: 'C-1042' }];
      assert.equal(
        await failureOf(expect(workspace).toHaveCalled('interaction.setUserData', wanted, { timeout: 200 })),
        `Expected within 0.2 s: the widget to call interaction.setUserData with ["${interactionId}",{"Seen":"C-1042"}].\n` +
          `There was:\n  interaction.setUserData("${interactionId}", {"Seen":"C-1024","At":"12:00"})\n  agent.get()`,
      );
    });

    it('says where there was none, and how many more there were', async () => {
      const failure = () => failureOf(expect(workspace).toHaveCalled('voice.dial', undefined, { timeout: 100 }));
      assert.match(await failure(), /^Expected within 0\.1 s: the widget to call voice\.dial\.\nThere was nothing/);
      for (let at = 1; at <= 12; at++) await note(`C-${at}`);
      const said = await failure();
      assert.match(said, /There was:\n {2}… 2 before\n {2}interaction\.setUserData\("\d+", \{"Seen":"C-3"/);
      assert.match(said, /"C-12"[^\n]*$/);
    });

    it('passes with .not when the call does not come for a while', async () => {
      await note('C-1024');
      await expect(workspace).not.toHaveCalled('interaction.setUserData', [interactionId, { Seen: 'C-1042' }], {
        timeout: 200,
      });
    });

    it('fails with .not where the call came before, and where it comes meanwhile', async () => {
      const never = (timeout: number) =>
        failureOf(expect(workspace).not.toHaveCalled('interaction.setUserData', undefined, { timeout }));
      const meanwhile = never(30_000);
      await note('C-1042');
      const said = [await meanwhile, await never(100)];
      assert.deepEqual(
        said.map((each) => each.split('\n')[0]),
        [
          'Not expected within 30 s: the widget to call interaction.setUserData.',
          'Not expected within 0.1 s: the widget to call interaction.setUserData.',
        ],
      );
      assert.match(said[0] ?? '', /There was:\n {2}interaction\.setUserData\(.*"C-1042"/);
    });
  });

  describe('toHaveSeen', () => {
    it('waits for the event, and compares of its data only what is named', async () => {
      const expectations = [
        expect(workspace).toHaveSeen('interaction', { eventType: 'ESTABLISHED', interaction: { interactionId } }),
        expect(workspace).toHaveSeen('interaction'),
      ];
      await accept();
      await Promise.all(expectations);
    });

    it('shows the events that came instead', async () => {
      const said = await failureOf(
        expect(workspace).toHaveSeen('interaction', { eventType: 'RELEASED' }, { timeout: 200 }),
      );
      assert.match(
        said,
        /^Expected within 0\.2 s: the widget to be told of interaction \{"eventType":"RELEASED"\}\.\nThere was:\n {2}interaction \{.*"RINGING"/,
      );
    });

    it('with .not passes for an event that does not come, and fails for one that does', async () => {
      await expect(workspace).not.toHaveSeen('agent', undefined, { timeout: 200 });
      const meanwhile = failureOf(
        expect(workspace).not.toHaveSeen('interaction', { eventType: 'ESTABLISHED' }, { timeout: 30_000 }),
      );
      await accept();
      assert.match(await meanwhile, /^Not expected within 30 s: the widget to be told of interaction .*"ESTABLISHED"/);
    });
  });

  describe('toHaveInteraction', () => {
    it('waits for an interaction that is like this', async () => {
      const expectation = expect(workspace).toHaveInteraction({
        state: 'TALKING',
        media: 'voice',
        userData: { Contract: 'C-1042' },
      });
      await accept();
      await expectation;
    });

    it('shows the interactions that there are', async () => {
      const where = { state: 'TALKING', previousState: 'HELD' };
      const said = await failureOf(expect(workspace).toHaveInteraction(where, { timeout: 200 }));
      assert.match(
        said,
        /^Expected within 0\.2 s: an interaction with \{"state":"TALKING","previousState":"HELD"\}\.\n/,
      );
      assert.match(said, /"previousState":"[A-Z]+"\}$/);
      assert.match(
        said,
        new RegExp(`There was:\\n  \\{"interactionId":"${interactionId}","media":"voice","state":"RINGING"`),
      );
    });

    it('with .not waits until there is none any more', async () => {
      const expectation = expect(workspace).not.toHaveInteraction({ state: 'RINGING' });
      await accept();
      await expectation;
      const said = await failureOf(expect(workspace).not.toHaveInteraction({ state: 'TALKING' }, { timeout: 200 }));
      assert.match(
        said,
        /^Not expected any more after 0\.2 s: an interaction with \{"state":"TALKING"\}\.\nThere was:/,
      );
    });
  });

  it('say what is possible where something is not', async () => {
    await assert.rejects(workspace.act({ do: 'hold', interactionId }), {
      name: 'WorkspaceError',
      message: /^workspace\.act\(\{"do":"hold","interactionId":"\d+"\}\): .*accept/,
    });
  });
});
