import { isRecordObject } from '../../base/guards';
import { setBounded } from '../../base/collections';
import { wordsOfEvent } from '../../model/customerValues';
import { interactionsOfRecord } from '../../model/recordSubjects';
import { unchanged } from '../../model/workspaceModel';
import { findInteractions } from '../../model/workspaceState';
import type { WorkspaceChange } from '../../model/workspaceModel';
import type { LiveInteraction, PageRecord, RecordOf, ReplyOutcome } from '../../protocol/records';
import { argumentLog, subjectOf } from '../calls/argumentLog';
import type { Subject } from '../calls/argumentLog';
import { familyOf, fieldText, stateOf, userDataOf } from '../interactions/interactionFacts';
import { CallOrigins } from './callOrigin';
import { maskedRecord, maskedText } from './mask';
import { callerNames } from '../text/callerNames';
import { count, oneLineJson, oneLine } from '../text/text';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  readonly level: LogLevel;
  readonly text: string;
}

/** A line about a record. */
export interface RecordLine extends LogLine {
  /** When it happened, by the page's clock. */
  readonly time: number;
  /** The interactions that the line concerns; empty if they are too many to name. */
  readonly about: readonly string[];
}

/** The width of the column that says what happened; longer names push what follows. */
const nameWidth = 34;

/** A line without the space that makes columns, for where there is no room for them or they would not be straight. */
export function withoutColumns(line: string): string {
  return line.replace(/ {2,}/, '  ');
}

/** More than fits beside an editor. */
const longestDetail = 1000;

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

/** A record that names more interactions than this tells of all of them, and no story of one needs it. */
const mostAbout = 50;

/** Interactions that are named on one line at most. */
const mostNamed = 5;

/** Who made a call, and what it is about. */
interface OpenCall extends Pick<RecordOf<'call'>, 'by' | 'widget'> {
  readonly subject: Subject;
}

/** Writes the lines of one page. A reply says neither who made the call nor what it is about, so that is remembered. */
export class PageLog {
  readonly #open = new Map<string, OpenCall>();
  readonly #origins = new CallOrigins();

  /**
   * One line that tells at a glance what happened. No value of user data is in it.
   * @param all whether it may tell why a call failed: the reason may name a customer
   * @param change what the record changed in the page's desk
   */
  line(record: PageRecord, all: boolean, change: WorkspaceChange = unchanged): RecordLine {
    const call = record.kind === 'reply' ? this.#open.get(record.callId) : undefined;
    if (record.kind === 'reply') this.#open.delete(record.callId);
    if (record.kind === 'call') {
      const { callId, by, widget, service, parameters } = record;
      setBounded(this.#open, callId, { by, widget, subject: subjectOf(service, parameters ?? []) }, mostOpenCalls);
    }
    const origin = record.kind === 'call' ? this.#origins.text(record) : '';
    this.#origins.add(record, record.kind === 'event' ? oneLine(eventName(record), 80) : record.kind);
    const line = logLine(record, { reason: all ? (reason) => reason : maskedText, change, call, origin });
    const about = interactionsOfRecord(record, change, call?.subject.interactions ?? []);
    return { ...line, time: record.time, about: about.length > mostAbout ? [] : about };
  }
}

/** What a line needs beside its record. */
interface Context {
  /** Makes the reason that Workspace gave fit for the log. */
  readonly reason: (text: string) => string;
  readonly change: WorkspaceChange;
  /** The call to which the record replies. */
  readonly call: OpenCall | undefined;
  /** How the call that the record tells of came about. */
  readonly origin: string;
}

function logLine(record: PageRecord, context: Context): LogLine {
  switch (record.kind) {
    case 'event':
      return { level: 'info', text: line('⚡', eventName(record), eventText(record, context.change)) };
    case 'call':
      return { level: callLevel(record), text: line('→', record.service, callText(record), context.origin) };
    case 'reply':
      return replyLine(record, context);
    case 'desk':
      return { level: 'debug', text: line('≡', 'desk', deskText(record, context)) };
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
  return oneLine(oneLineJson(all ? record : maskedRecord(record)), longestPayload);
}

function line(mark: string, name: string, ...details: string[]): string {
  const detail = oneLine(details.filter((part) => part !== '').join('  '), longestDetail);
  return `${mark} ${oneLine(name, 80).padEnd(nameWidth)} ${detail}`.trimEnd();
}

function eventName({ name, data }: RecordOf<'event'>): string {
  const words = wordsOfEvent(name);
  if (words === undefined || !isRecordObject(data)) return name;
  const types = ['eventType', 'type'].map((field) => (words.has(field) ? fieldText(data, field) : undefined));
  const type = types.find((each) => each !== undefined);
  return type === undefined ? name : `${name} ${type}`;
}

function eventText({ name, data }: RecordOf<'event'>, change: WorkspaceChange): string {
  const words = wordsOfEvent(name);
  if (words === undefined) return '';
  const selected = isRecordObject(data) ? fieldText(data, 'selectedCaseId') : undefined;
  const found = findInteractions(data);
  return [
    ...firstOf(found, (interaction) => interactionText(interaction, change.before.get(interaction.interactionId))),
    ...(selected === undefined ? [] : [`case ${oneLine(selected, 80)}`]),
    ...(found.length === 0 ? firstOf([...namedIn(data, words), ...change.ofCase], idText) : []),
  ].join(', ');
}

/** The interaction that an event names without saying anything else of it. */
function namedIn(data: unknown, words: ReadonlySet<string>): readonly string[] {
  const id = isRecordObject(data) && words.has('interactionId') ? fieldText(data, 'interactionId') : undefined;
  return id === undefined ? [] : [id];
}

/** The texts of the first few items, and how many there are beside them. */
function firstOf<T>(items: readonly T[], textOf: (item: T) => string): readonly string[] {
  const more = items.length - mostNamed;
  return [...items.slice(0, mostNamed).map(textOf), ...(more > 0 ? [`and ${more} more`] : [])];
}

function idText(id: string): string {
  return `#${oneLine(id, 40)}`;
}

function interactionText(interaction: LiveInteraction, before: LiveInteraction | undefined): string {
  return [
    idText(interaction.interactionId),
    familyOf(interaction) === 'openMedia' ? oneLine(fieldText(interaction, 'media') ?? '', 20) : familyOf(interaction),
    oneLine(stateOf(interaction), 40),
    userDataText(userDataOf(interaction), before && userDataOf(before)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

type UserData = Readonly<Record<string, unknown>> | undefined;

/** The keys of user data that changed; all keys where none did, or where it is not known what they were. */
function userDataText(now: UserData, before: UserData): string {
  if (now === undefined) return '';
  const changes = before === undefined || before === now ? [] : changedKeys(now, before);
  if (changes.length > 0) return changes.join(', ');
  const keys = Object.keys(now);
  return keys.length === 0 ? '' : oneLine(`{${keys.join(', ')}}`, 80);
}

function changedKeys(now: NonNullable<UserData>, before: NonNullable<UserData>): string[] {
  const keys = Object.keys(now);
  const kinds = {
    changed: keys.filter((key) => Object.hasOwn(before, key) && !isSame(now[key], before[key])),
    added: keys.filter((key) => !Object.hasOwn(before, key)),
    removed: Object.keys(before).filter((key) => !Object.hasOwn(now, key)),
  };
  return Object.entries(kinds).flatMap(([kind, names]) =>
    names.length === 0 ? [] : [`${kind} ${oneLine(`{${names.join(', ')}}`, 80)}`],
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && oneLineJson(a) === oneLineJson(b));
}

function callLevel(record: RecordOf<'call'>): LogLevel {
  return record.by === 'bridge' ? 'debug' : 'info';
}

function callerText({ by, widget }: Pick<RecordOf<'call'>, 'by' | 'widget'>): string {
  return widget === undefined ? callerNames[by] : oneLine(widget, 60);
}

function callText(record: RecordOf<'call'>): string {
  const by = callerText(record);
  return [argumentLog(record.service, record.parameters ?? []), `by ${by}`].filter((part) => part !== '').join('  ');
}

function replyLine(record: RecordOf<'reply'>, { reason, call }: Context): LogLine {
  const { level, text } = outcomes[record.outcome];
  const error = record.errorMessage === undefined ? '' : oneLine(reason(record.errorMessage), 300);
  const subject = call === undefined || call.subject.text === '' ? text : `${call.subject.text} ${text}`;
  const end = `${subject} in ${Math.round(record.durationMs)} ms`;
  return {
    level: call?.by === 'bridge' && level === 'info' ? 'debug' : level,
    text: line('←', record.service, end, error, call === undefined ? '' : `by ${callerText(call)}`),
  };
}

function deskText(record: RecordOf<'desk'>, { reason, change }: Context): string {
  const named = record.whole === true ? [] : firstOf([...change.interactions], idText);
  const parts = [
    record.interactions === undefined ? '' : count(record.interactions.length, 'interaction'),
    record.gone === undefined ? '' : `${record.gone.length} gone`,
    named.join(', '),
    record.agent === undefined ? '' : 'agent',
    record.media === undefined ? '' : 'media',
    record.services === undefined ? '' : count(record.services.length, 'allowed service'),
    ...Object.entries(record.refused ?? {}).map(
      ([service, why]) => `no ${oneLine(service, 60)}: ${oneLine(reason(why), 120)}`,
    ),
  ];
  return oneLine(parts.filter((part) => part !== '').join(', '), 500);
}
