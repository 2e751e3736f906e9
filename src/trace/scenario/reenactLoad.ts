import { isRecordObject } from '../../base/guards';
import { TimeSlice } from '../../base/timeSlice';
import { findInteractions } from '../../model/workspaceState';
import type { LiveInteraction, PageRecord, RecordOf } from '../../protocol/records';
import { choices } from '../../simulator/desk/assumptions';
import { defaultOptions } from '../../simulator/desk/state/options';
import type { DeskOptions } from '../../simulator/desk/state/options';
import { isWidgetCall, repliesOf } from '../loads';
import type { RecordedLoad } from '../loads';
import { campaignOf, mediaOf } from './causes';
import { LeftOut } from './leftOut';
import { eventTypeOf } from './likeness';
import type { ToldEvent } from './likeness';
import { Reenactment } from './reenactment';
import type { RecordedEnd } from './reenactment';

/** Events so soon after one, in milliseconds, and so many of them may have the same cause. */
const togetherMs = 1_000;
const mostTogether = 12;

/** A load that was acted out, as far as there were no more steps than wanted. */
export interface ReenactedLoad {
  readonly reenactment: Reenactment;
  /** What was recorded and is not acted out. */
  readonly leftOut: LeftOut;
  readonly isWhole: boolean;
}

/**
 * Acts out what a load recorded; ends early once there are more than `mostSteps` steps. Other work gets its turn
 * meanwhile.
 * @throws the reason of the signal if it is aborted
 */
export async function reenactLoad(
  load: RecordedLoad,
  mostSteps: number,
  signal: AbortSignal | undefined,
): Promise<ReenactedLoad> {
  const { records } = load;
  const slice = new TimeSlice();
  const pause = () => slice.restIfOver(signal);
  const reenactment = new Reenactment(records[0]?.time ?? 0, subscribedBefore(load), optionsOf(records), pause);
  const leftOut = new LeftOut();
  const endOf = endsIn(records);
  for (const [index, record] of records.entries()) {
    await pause();
    reenactment.time = record.time;
    if (record.kind === 'desk') for (const each of record.interactions ?? []) reenactment.present(each);
    if (record.kind === 'event') {
      const explanation = await reenactment.event(record, eventsSoonAfter(records, index));
      if (explanation === 'untried') leftOut.addUntried();
      if (explanation === 'unknown') {
        leftOut.add(`Record ${record.seq}: it is not known what caused the event ${titleOf(record)}.`);
      }
    }
    if (record.kind === 'gap') leftOut.add(`Record ${record.seq}: ${record.lost} records are missing in the trace.`);
    if (isWidgetCall(record)) {
      const end = endOf(record);
      if (record.service === 'subscribe') reenactment.subscribed(namesIn(record.parameters));
      else if (record.service !== 'unsubscribe' && end.outcome !== 'notSent') {
        if (!reenactment.call(record, end)) {
          leftOut.add(`Record ${record.seq}: the simulated Workspace refuses ${record.service}, which succeeded.`);
        }
      }
    }
    if (reenactment.recorder.count > mostSteps) {
      return { reenactment, leftOut, isWhole: false };
    }
  }
  return { reenactment, leftOut, isWhole: true };
}

/**
 * How calls ended. One without a reply was ignored where a later one has its reply; the last ones may only lack it
 * because the recording ended, and are taken to have succeeded.
 */
function endsIn(records: readonly PageRecord[]): (call: RecordOf<'call'>) => RecordedEnd {
  const replies = repliesOf(records);
  const lastAnswered = records.filter(isWidgetCall).findLast(({ callId }) => replies.has(callId))?.seq ?? 0;
  return ({ callId, seq }) => replies.get(callId) ?? { outcome: seq < lastAnswered ? 'timedOut' : 'succeeded' };
}

function eventsSoonAfter(records: readonly PageRecord[], index: number): ToldEvent[] {
  const until = (records[index]?.time ?? 0) + togetherMs;
  const found: ToldEvent[] = [];
  for (const record of records.slice(index + 1, index + 1 + 4 * mostTogether)) {
    if (record.time > until || found.length >= mostTogether) break;
    if (record.kind === 'event') found.push(record);
  }
  return found;
}

/** Where the trace begins after a widget has subscribed, that is taken to be to interactions. */
function subscribedBefore({ records: [first] }: RecordedLoad): string | undefined {
  return first !== undefined && first.seq > 1 ? 'interaction' : undefined;
}

/** What of the options shows in a trace: the agent's media, reasons for Not Ready, and campaigns. */
function optionsOf(records: readonly PageRecord[]): Partial<DeskOptions> {
  const media = new Set<string>();
  const reasons = new Set<string>();
  const previews = new Map<string, LiveInteraction>();
  for (const record of records) {
    if (record.kind === 'desk') for (const name of mediaNamesIn(record.media)) media.add(name);
    if (record.kind !== 'event') continue;
    const reason = reasonIn(record.data);
    if (reason !== undefined) reasons.add(reason);
    for (const each of findInteractions(record.data)) {
      if (mediaOf(each) === choices.previewMedia.value && !previews.has(each.interactionId)) {
        previews.set(each.interactionId, each);
      }
    }
  }
  const known = new Set(defaultOptions.notReadyReasons.map((each) => (typeof each === 'string' ? each : each.reason)));
  const others = [...reasons].filter((reason) => !known.has(reason));
  return {
    ...(media.size === 0 ? {} : { media: [...media] }),
    ...(others.length === 0 ? {} : { notReadyReasons: [...defaultOptions.notReadyReasons, ...others] }),
    ...(previews.size === 0 ? {} : { campaigns: campaignsOf([...previews.values()]) }),
  };
}

/** A campaign for each name, with its customers in the order in which they came. */
function campaignsOf(previews: readonly LiveInteraction[]): DeskOptions['campaigns'] {
  const names = new Set(previews.flatMap((each) => campaignOf(each) ?? []));
  return [...names].map((name) => {
    const own = previews.filter((each) => campaignOf(each) === name);
    return {
      name,
      mode: own[0]?.state === 'INVITED' ? 'push' : 'pull',
      customers: own.map(({ contact, userData }, index) => {
        const data = isRecordObject(userData) ? userData : {};
        return {
          contact: isRecordObject(contact) ? contact : {},
          phones: [typeof data.GSW_PHONE === 'string' && data.GSW_PHONE !== '' ? data.GSW_PHONE : `555010${index}`],
          fields: Object.fromEntries(Object.entries(data).filter(([key]) => !/^GSW_|^Interaction/.test(key))),
        };
      }),
    };
  });
}

function mediaNamesIn(media: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(media) ? media : [];
  return list.flatMap((each) => {
    const name = isRecordObject(each) ? (each.name ?? each.media) : undefined;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
}

function reasonIn(data: unknown): string | undefined {
  if (!isRecordObject(data)) return undefined;
  const { reason } = isRecordObject(data.state) ? data.state : data;
  return typeof reason === 'string' && reason !== '' ? reason : undefined;
}

/** The events that a call of `subscribe` names. */
function namesIn(parameters: readonly unknown[] = []): string[] {
  return parameters.flat().filter((each) => typeof each === 'string');
}

function titleOf(event: ToldEvent): string {
  const type = eventTypeOf(event);
  return typeof type === 'string' ? `${event.name} ${type}` : event.name;
}
