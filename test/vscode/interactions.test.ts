import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Deskside } from '../../src/editor/deskside';
import { until } from '../support/until';
import { deskside, drawTree, nodeAt, pressEnterUntil, setPort, startOnFreePort } from './support/deskside';
import { FakePage } from '../support/fakePage';

const call = {
  interactionId: '7',
  caseId: 'case-1',
  state: 'RINGING',
  media: 'voice',
  callType: 'INBOUND',
  direction: 'IN',
  ani: '+15550100',
  userData: { Account: '4711' },
  contact: { displayName: 'Jane Doe' },
};

function event(eventType: string, interaction: object): object {
  return { kind: 'event', name: 'interaction', data: { eventType, interaction } };
}

function failed(): never {
  throw new Error('the interaction is not in the tree');
}

describe('the view Interactions', () => {
  let inspection: Deskside;
  let page: FakePage;

  before(async () => {
    inspection = await deskside();
    const port = await startOnFreePort();
    page = await FakePage.connect(port, inspection.connection.access?.pageKey ?? '');
    page.record({ kind: 'desk', whole: true, interactions: [call] });
    await until('the call in the tree', () => nodeAt(inspection, ...path));
  });
  after(async () => {
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const path = ['Simulated Workspace', 'Jane Doe', 'Inbound call'];

  it('shows page, case and interaction, with a badge while it rings', async () => {
    assert.match(
      drawTree(inspection),
      /^Simulated Workspace\n {2}Jane Doe\n {4}Inbound call — RINGING · #7\n {6}User Data — 1 key\n {8}Account — 4711\n/,
    );
    await until('the badge', () => inspection.view.badge === 1);
    page.record(event('ESTABLISHED', { ...call, state: 'TALKING' }));
    await until('the answered call', () => drawTree(inspection).includes('Inbound call — TALKING'));
    await until('no badge', () => inspection.view.badge === 0);
    page.record(event('RINGING', call));
    await until('the badge', () => inspection.view.badge === 1);
  });

  it('asks VS Code to draw a changed interaction again, and only that', async () => {
    const node = nodeAt(inspection, ...path);
    const drawn: unknown[] = [];
    const listener = inspection.view.onDidChangeTreeData((nodes) => drawn.push(nodes));
    for (const Note of ['1', '2', '3']) page.record(event('X', { ...call, userData: { Account: '4711', Note } }));
    await until('the last change', () => drawTree(inspection).includes('Note — 3') && drawn.length > 0);
    listener.dispose();
    assert.deepEqual(drawn, [[node]]);
    page.record(event('X', { ...call, userData: { Account: '4711' } }));
    await until('the old data', () => !drawTree(inspection).includes('Note'));
  });

  it('accepts an interaction from the tree without asking, and hands back the outcome', async () => {
    const result = await vscode.commands.executeCommand('deskside.interaction.accept', nodeAt(inspection, ...path));
    assert.deepEqual(page.invoked.at(-1), { service: 'interaction.accept', parameters: ['7'] });
    assert.deepEqual(result, { outcome: 'succeeded', durationMs: 3 });
  });

  it('asks for what it is not told, with a start from which Enter leads on', async () => {
    const done = vscode.commands.executeCommand('deskside.interaction.blockMarkdone', nodeAt(inspection, ...path));
    await pressEnterUntil(done);
    assert.deepEqual(page.invoked.at(-1), {
      service: 'interaction.blockMarkdone',
      parameters: ['7', 'Please save the form first.'],
    });
    await pressEnterUntil(vscode.commands.executeCommand('deskside.interaction.reject'));
    assert.deepEqual(page.invoked.at(-1), { service: 'interaction.reject', parameters: ['7'] });
  });

  it('sets the value of user data that one edits on its line', async () => {
    const node = nodeAt(inspection, ...path, 'User Data', 'Account');
    await pressEnterUntil(vscode.commands.executeCommand('deskside.userData.edit', node));
    assert.deepEqual(page.invoked.at(-1), {
      service: 'interaction.setUserData',
      parameters: ['7', { Account: '4711' }],
    });
  });

  it('deletes the key of user data on whose line one clicked', async () => {
    const node = nodeAt(inspection, ...path, 'User Data', 'Account');
    await vscode.commands.executeCommand('deskside.interaction.deleteUserData', node);
    assert.deepEqual(page.invoked.at(-1), { service: 'interaction.deleteUserData', parameters: ['7', 'Account'] });
  });

  it('runs each of the 15 methods with arguments that a key binding hands over', async () => {
    const target = { type: 'AGENT', destination: '1001' };
    const calls: readonly (readonly [string, readonly unknown[]])[] = [
      ['getInteractions', []],
      ['getByInteractionId', ['7']],
      ['setUserData', ['7', { Account: '1' }]],
      ['deleteUserData', ['7', 'Account']],
      ['selectCaseByCaseId', ['case-1']],
      ['markdone', ['7']],
      ['blockMarkdone', ['7', 'wait']],
      ['unblockMarkdone', ['7']],
      ['accept', ['7']],
      ['reject', ['7']],
      ['singleStepTransfer', ['7', target, {}, {}]],
      ['singleStepConference', ['7', target, {}, {}]],
      ['consult', ['7', target, {}, {}]],
      ['completeTransfer', ['8']],
      ['completeConference', ['8']],
    ];
    assert.equal(calls.length, 15);
    for (const [name, parameters] of calls) {
      await vscode.commands.executeCommand(`deskside.interaction.${name}`, { parameters });
      assert.deepEqual(page.invoked.at(-1), { service: `interaction.${name}`, parameters });
    }
  });

  it('reports a bad argument instead of sending it', async () => {
    const before = page.invoked.length;
    const parameters = ['7', 'no object'];
    const result = await vscode.commands.executeCommand('deskside.interaction.setUserData', { parameters });
    assert.equal(result, undefined);
    assert.equal(page.invoked.length, before);
  });

  it('shows an interaction as JSON that follows what happens, and the last reply', async () => {
    await vscode.commands.executeCommand('deskside.showInteraction', nodeAt(inspection, ...path));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.languageId, 'jsonc');
    assert.equal((JSON.parse(document.getText()) as typeof call).state, 'RINGING');
    page.record(event('HELD', { ...call, state: 'HELD' }));
    await until('the new state', () => document.getText().includes('"HELD"'));
    page.record(event('RINGING', call));
    page.result = { outcome: 'failed', errorMessage: 'Not now', durationMs: 4 };
    await vscode.commands.executeCommand('deskside.interaction.accept', { parameters: ['7'] });
    await vscode.commands.executeCommand('deskside.showReply');
    const reply = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.equal((JSON.parse(reply) as { errorMessage: string }).errorMessage, 'Not now');
  });

  it('makes a tooltip in which nothing of the page is a link', async () => {
    const hostile =
      '[press](command:workbench.action.quit) <a href="command:x">x</a> $(bell) ![x](http://x) www.x.example';
    page.record({
      kind: 'desk',
      interactions: [{ interactionId: '9', state: hostile, contact: { displayName: hostile } }],
    });
    const node = await until('the hostile interaction', () =>
      inspection.view.getChildren(nodeAt(inspection, 'Simulated Workspace')).find((each) => each.id.includes('"9"')),
    );
    const { tooltip } = inspection.view.resolveTreeItem(inspection.view.getTreeItem(node), node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.equal(tooltip.isTrusted, false);
    assert.notEqual(tooltip.supportHtml, true);
    assert.match(tooltip.value, /^(?:[\p{L}\p{N}*\s]|&#\d{1,7};)+$/u);
    page.record({ kind: 'desk', gone: ['9'] });
    await until('the end of it', () => inspection.view.tree.nodeOf(node) === undefined);
  });

  it('logs each event, call and reply in a line', async () => {
    await vscode.commands.executeCommand('deskside.showEvents');
    page.record(
      { kind: 'call', callId: 'w1', by: 'widget', service: 'interaction.accept', parameters: ['7'] },
      { kind: 'reply', callId: 'w1', service: 'interaction.accept', outcome: 'succeeded', durationMs: 12 },
    );
    const log = await until('the log', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && uri.path.includes('Deskside Events')),
    );
    await until('the lines', () =>
      /→ interaction\.accept +#7 {2}by widget {2}@\d+\n.*← interaction\.accept +#7 succeeded in 12 ms/.test(
        log.getText(),
      ),
    );
    assert.match(log.getText(), /⚡ interaction ESTABLISHED +#7 voice TALKING \{Account\}/);
    assert.doesNotMatch(log.getText(), /4711/);
  });

  it('shows the lines of the log about one interaction by themselves, with their own times, as they come', async () => {
    await vscode.commands.executeCommand('deskside.showInEventLog', nodeAt(inspection, ...path));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.match(document.getText(), /^\d\d:\d\d:\d\d\.\d{3} ⚡ interaction/m);
    page.record(
      event('ATTACHED_DATA_CHANGED', { ...call, userData: { Account: '1', New: '2' } }),
      event('RINGING', { ...call, interactionId: '12', caseId: 'case-2' }),
      { kind: 'event', name: 'interaction', data: { eventType: 'CASE_SELECTED', selectedCaseId: 'case-1' } },
      { kind: 'call', callId: 'w2', by: 'widget', service: 'interaction.reject', parameters: ['7'] },
      { kind: 'reply', callId: 'w2', service: 'interaction.reject', outcome: 'failed', durationMs: 12 },
    );
    await until('the new lines', () => /← interaction\.reject +#7 failed/.test(document.getText()));
    const text = document.getText();
    assert.match(text, /ATTACHED_DATA_CHANGED +#7 voice RINGING changed \{Account\}, added \{New\}\n/);
    assert.match(text, /CASE_SELECTED +case case-1, #7\n/);
    assert.doesNotMatch(text, /#12/);
    page.record(event('RINGING', call), { kind: 'desk', gone: ['12'] });
    await until('the old data', () => !drawTree(inspection).includes('New'));
  });

  it('shows that a widget blocks mark-done, and offers what fits', async () => {
    const tokens = (): string =>
      inspection.view.getTreeItem(nodeAt(inspection, ...path) ?? failed()).contextValue ?? '';
    page.record(event('IDLE', { ...call, state: 'IDLE' }));
    await until('mark done', () => tokens().includes('can:interaction.markdone'));
    assert.doesNotMatch(tokens(), /unblockMarkdone/);
    page.record(
      { kind: 'call', callId: 'w3', by: 'widget', service: 'interaction.blockMarkdone', parameters: ['7', 'Save'] },
      { kind: 'reply', callId: 'w3', service: 'interaction.blockMarkdone', outcome: 'succeeded', durationMs: 1 },
    );
    await until('the block', () => drawTree(inspection).includes('#7 · mark done blocked'));
    assert.doesNotMatch(tokens(), /can:interaction\.markdone\b/);
    assert.match(tokens(), /can:interaction\.unblockMarkdone/);
    page.record(
      { kind: 'call', callId: 'w4', by: 'widget', service: 'interaction.unblockMarkdone', parameters: ['7'] },
      { kind: 'reply', callId: 'w4', service: 'interaction.unblockMarkdone', outcome: 'succeeded', durationMs: 1 },
      event('RINGING', call),
    );
    await until('no block', () => !drawTree(inspection).includes('blocked'));
  });

  it('fades a page that went, that page only, and says in an open document when its interaction is no longer there', async () => {
    const other = await FakePage.connect(
      Number(new URL(inspection.connection.access?.address ?? '').port),
      inspection.connection.access?.pageKey ?? '',
      { id: 'fake-page-2', title: 'Second', place: 'widget' },
    );
    await until('two pages', () => inspection.status.text.includes('2 pages'));
    const drawn: unknown[] = [];
    const node = nodeAt(inspection, 'Second');
    other.record({ kind: 'desk', whole: true, interactions: [call] });
    const theirs = await until('its call', () => nodeAt(inspection, 'Second', 'Jane Doe', 'Inbound call'));
    await vscode.commands.executeCommand('deskside.showInteraction', theirs);
    const document = vscode.window.activeTextEditor?.document;
    const listener = inspection.view.onDidChangeTreeData((nodes) => drawn.push(nodes));
    await other.close();
    await until('the faded page', () => drawn.length > 0 && drawTree(inspection).includes('Second — away'));
    listener.dispose();
    assert.deepEqual(drawn.at(-1), [node]);
    assert.ok(!drawn.includes(undefined), 'the whole tree was drawn again');
    await vscode.commands.executeCommand('deskside.stop');
    await until('the end of the document', () => document?.getText().includes('no longer there'));
    assert.match(document?.getText() ?? '', /"Jane Doe"/, 'what it was last stays');
  });
});
