import { isRecordObject } from '../../base/json';
import { putLast } from '../../base/putLast';
import { findInteractions } from '../../protocol/desk';
import type { LiveInteraction, PageRecord, RecordOf, ReplyOutcome } from '../../protocol/records';
import { argumentsText } from './argumentsText';
import { familyOf, fieldText, stateOf, userDataOf } from './interactionFacts';
import { maskedRecord, maskedText, wordsOfEvent } from './mask';
import { count, jsonText, oneLine } from './text';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  readonly level: LogLevel;
  readonly text: string;
}

/** The width of the column that says what happened; longer names push what follows. */
const nameWidth = 34;

/** More of a payload than anybody reads in a log. */
const longestPayload = 20_000;

const outcomes: Readonly<Record<ReplyOutcome, { readonly level: LogLevel; readonly text: string }>> = {
  succeeded: { level: 'info', text: 'succeeded' },
  failed: { level: 'warn', text: 'failed' },
  timedOut: { level: 'warn', text: 'no reply' },
  late: { level: 'warn', text: 'replied too late' },
  notSent: { level: 'error', text: 'not sent' },
};

/** Calls without a reply that are remembered at most: a page that never replies must not fill the memory. */
const mostOpenCalls = 1000;

/** Who made a call. */
type Caller = Pick<RecordOf<'call'>, 'by' | 'widget'>;

/** Writes the lines of one page. A reply does not say who made the call, so that is remembered. */
export class PageLog {
  readonly #callers = new Map<string, Caller>();

  /**
   * One line that tells at a glance what happened. No value of user data is in it.
   * @param all whether it may tell why a call failed: the reason may name a customer
   */
  line(record: PageRecord, all: boolean): LogLine {
    const line = logLine(record, all ? (reason) => reason : maskedText);
    if (record.kind === 'call') {
      const { callId, by, widget } = record;
      putLast(this.#callers, callId, { by, widget }, mostOpenCalls);
    }
    const caller = record.kind === 'reply' ? this.#callers.get(record.callId) : undefined;
    if (record.kind !== 'reply' || caller === undefined) return line;
    this.#callers.delete(record.callId);
    const level = caller.by === 'bridge' && line.level === 'info' ? 'debug' : line.level;
    return { level, text: `${line.text}  by ${callerText(caller)}` };
  }
}

/** Makes the reason that Workspace gave fit for the log. */
type Reason = (text: string) => string;

function logLine(record: PageRecord, reason: Reason): LogLine {
  switch (record.kind) {
    case 'event':
      return { level: 'info', text: line('⚡', eventName(record), eventText(record)) };
    case 'call':
      return { level: callLevel(record), text: line('→', record.service, callText(record)) };
    case 'reply':
      return replyLine(record, reason);
    case 'desk':
      return { level: 'debug', text: line('≡', 'desk', deskText(record, reason)) };
    case 'message':
      return { level: 'debug', text: line('✉', 'message', typeof record.data) };
    case 'notice':
      return {
        level: record.level === 'warning' ? 'warn' : record.level,
        text: line('•', 'bridge', oneLine(record.text, 500)),
      };
    case 'gap':
      return { level: 'warn', text: line('…', 'gap', `${count(record.lost, 'record')} did not come`) };
  }
}

/** The record as JSON for the trace level; `all` leaves values as they are instead of masking them. */
export function logPayload(record: PageRecord, all: boolean): string {
  return oneLine(jsonText(all ? record : maskedRecord(record)), longestPayload);
}

function line(mark: string, name: string, ...details: string[]): string {
  const detail = details.filter((part) => part !== '').join('  ');
  return `${mark} ${oneLine(name, 80).padEnd(nameWidth)} ${detail}`.trimEnd();
}

function eventName({ name, data }: RecordOf<'event'>): string {
  const words = wordsOfEvent(name);
  if (words === undefined || !isRecordObject(data)) return name;
  const types = ['eventType', 'type'].map((field) => (words.has(field) ? fieldText(data, field) : undefined));
  const type = types.find((each) => each !== undefined);
  return type === undefined ? name : `${name} ${type}`;
}

function eventText({ name, data }: RecordOf<'event'>): string {
  if (wordsOfEvent(name) === undefined) return '';
  const selected = isRecordObject(data) ? fieldText(data, 'selectedCaseId') : undefined;
  const found = findInteractions(data).map(interactionText);
  return [...found, ...(selected === undefined ? [] : [`case ${oneLine(selected, 80)}`])].join(', ');
}

function interactionText(interaction: LiveInteraction): string {
  const keys = Object.keys(userDataOf(interaction) ?? {});
  return [
    `#${oneLine(interaction.interactionId, 40)}`,
    familyOf(interaction) === 'openMedia' ? oneLine(fieldText(interaction, 'media') ?? '', 20) : familyOf(interaction),
    oneLine(stateOf(interaction), 40),
    keys.length === 0 ? '' : oneLine(`{${keys.join(', ')}}`, 80),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const callers: Readonly<Record<RecordOf<'call'>['by'], string>> = { widget: 'widget', bridge: 'bridge', tool: 'you' };

function callLevel(record: RecordOf<'call'>): LogLevel {
  return record.by === 'bridge' ? 'debug' : 'info';
}

function callerText({ by, widget }: Caller): string {
  return widget === undefined ? callers[by] : oneLine(widget, 60);
}

function callText(record: RecordOf<'call'>): string {
  const by = callerText(record);
  return [argumentsText(record.service, record.parameters ?? []), `by ${by}`].filter((part) => part !== '').join('  ');
}

function replyLine(record: RecordOf<'reply'>, reason: Reason): LogLine {
  const { level, text } = outcomes[record.outcome];
  const error = record.errorMessage === undefined ? '' : oneLine(reason(record.errorMessage), 300);
  return { level, text: line('←', record.service, `${text} in ${Math.round(record.durationMs)} ms`, error) };
}

function deskText(record: RecordOf<'desk'>, reason: Reason): string {
  const parts = [
    record.interactions === undefined ? '' : count(record.interactions.length, 'interaction'),
    record.gone === undefined ? '' : `${record.gone.length} gone`,
    record.agent === undefined ? '' : 'agent',
    record.media === undefined ? '' : 'media',
    record.services === undefined ? '' : count(record.services.length, 'allowed service'),
    ...Object.entries(record.refused ?? {}).map(([service, why]) => `no ${service}: ${oneLine(reason(why), 120)}`),
  ];
  return oneLine(parts.filter((part) => part !== '').join(', '), 500);
}
