import assert from 'node:assert/strict';
import type { NewRecord, PageRecord } from '../../../src/protocol/records';
import { PageLog } from '../../../src/presentation/log/logLine';
import { Stories } from '../../../src/presentation/log/stories';
import { janesCall, TestPage } from './pages';

const noon = new Date(2026, 0, 2, 12, 0, 0, 7).getTime();

/** Logs these records one after another, and returns the story of an interaction without times. */
function story(id: string, ...parts: NewRecord[]): string[] {
  const [page, log, stories] = [new TestPage(), new PageLog(), new Stories()];
  parts.forEach((part, index) => {
    const record: PageRecord = { ...part, seq: index + 1, time: noon + index };
    stories.add(page, [log.line(record, false, page.desk.apply(record))]);
  });
  const text = stories.text(page, id);
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => line.replace(/^12:00:00\.\d{3} /, ''));
}

const event = (eventType: string, interaction: object): NewRecord => ({
  kind: 'event',
  name: 'interaction',
  data: { eventType, interaction },
});

describe('the story of an interaction', () => {
  it('has its events, the calls on it with their replies, and the events of its case, and nothing of others', () => {
    assert.deepEqual(
      story(
        '7',
        event('RINGING', janesCall),
        event('RINGING', { ...janesCall, interactionId: '77', caseId: 'case-2' }),
        { kind: 'call', callId: 'a', by: 'widget', service: 'interaction.accept', parameters: ['7'] },
        { kind: 'call', callId: 'b', by: 'widget', service: 'interaction.accept', parameters: ['77'] },
        { kind: 'reply', callId: 'b', service: 'interaction.accept', outcome: 'succeeded', durationMs: 5 },
        { kind: 'reply', callId: 'a', service: 'interaction.accept', outcome: 'succeeded', durationMs: 7 },
        { kind: 'event', name: 'interaction', data: { eventType: 'CASE_SELECTED', selectedCaseId: 'case-1' } },
        { kind: 'event', name: 'interaction', data: { eventType: 'CASE_SELECTED', selectedCaseId: 'case-2' } },
        { kind: 'event', name: 'markdone', data: { interactionId: '7' } },
        { kind: 'event', name: 'agent', data: { type: 'READY' } },
        event('MARK_DONE', { ...janesCall, state: 'IDLE' }),
      ),
      [
        '⚡ interaction RINGING  #7 voice RINGING {Account, Note}',
        '→ interaction.accept  #7  by widget',
        '← interaction.accept  #7 succeeded in 7 ms  by widget',
        '⚡ interaction CASE_SELECTED  case case-1, #7',
        '⚡ interaction CASE_SELECTED  case case-2, #77',
        '⚡ markdone  #7',
        '⚡ interaction MARK_DONE  #7 voice IDLE {Account, Note}',
      ],
    );
  });

  it('says which keys of the user data changed, and all keys where it is not known what they were', () => {
    const lines = story(
      '7',
      event('ESTABLISHED', janesCall),
      event('ATTACHED_DATA_CHANGED', { ...janesCall, userData: { Account: '4712', Note: 'calls again', New: '1' } }),
      event('ATTACHED_DATA_CHANGED', { ...janesCall, userData: { Account: '4712', List: [1] } }),
      event('ATTACHED_DATA_CHANGED', { ...janesCall, userData: { Account: '4712', List: [1] } }),
    );
    assert.deepEqual(
      lines.map((line) => line.replace(/^.*RINGING /, '')),
      ['{Account, Note}', 'changed {Account}, added {New}', 'added {List}, removed {Note, New}', '{Account, List}'],
    );
  });

  it('names what a call comes to that makes an interaction', () => {
    const lines = story(
      '9',
      { kind: 'call', callId: 'a', by: 'tool', service: 'voice.dial', parameters: ['1'] },
      {
        kind: 'reply',
        callId: 'a',
        service: 'voice.dial',
        outcome: 'succeeded',
        durationMs: 1,
        data: { interactionId: '9', state: 'DIALING' },
      },
    );
    assert.match(lines.join('\n'), /^← voice\.dial/);
  });

  it('has each line with the time of its record, and is empty for an earlier load of the page', () => {
    const [page, log, stories] = [new TestPage(), new PageLog(), new Stories()];
    const told: string[][] = [];
    stories.onLines.on(({ interactions }) => told.push([...interactions]));
    const record: PageRecord = { kind: 'event', name: 'interaction', data: janesCall, seq: 1, time: noon };
    stories.add(page, [log.line(record, false)]);
    assert.match(stories.text(page, '7'), /^12:00:00\.007 ⚡ interaction/);
    assert.deepEqual(told, [['7']]);
    page.info = { ...page.info, epoch: 2 };
    stories.add(page, [log.line({ ...record, data: { ...janesCall, interactionId: '8' } }, false)]);
    assert.match(stories.text(page, '7'), /^Nothing/);
  });

  it('keeps a bounded number of lines', () => {
    const [page, log, stories] = [new TestPage(), new PageLog(), new Stories()];
    for (let seq = 1; seq <= 8000; seq++) {
      stories.add(page, [log.line({ kind: 'event', name: 'interaction', data: janesCall, seq, time: noon }, false)]);
    }
    assert.ok(stories.text(page, '7').split('\n').length <= 3001);
  });
});
