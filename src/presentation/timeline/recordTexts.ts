import { isRecordObject } from '../../base/guards';
import type { RecordEntry } from '../../model/history/recordEntry';
import type { RecordSource } from '../../model/history/recordSource';
import { findInteractions } from '../../model/workspaceState';
import type { LiveInteraction, PageRecord } from '../../protocol/records';
import { titleOf, whoOf } from '../interactions/interactionFacts';
import type { InteractionCaption } from './laneNames';
import { count, oneLine, oneLineJson, valueText } from '../text/text';

/** As much as a line of the table shows. */
const longestText = 200;
const longestArgument = 80;
/** Records that are read to learn what an interaction is called. */
const mostRead = 20;

/** What a record brings, on one line: arguments, what failed, what an event carries. Values are shown. */
export function recordText(record: PageRecord): string {
  switch (record.kind) {
    case 'call':
      return oneLine(
        (record.parameters ?? []).map((value) => valueText(value, longestArgument)).join(', '),
        longestText,
      );
    case 'reply':
      return oneLine(record.errorMessage ?? (record.data === undefined ? '' : oneLineJson(record.data)), longestText);
    case 'event':
    case 'message':
      return record.data === undefined ? '' : oneLine(oneLineJson(withoutType(record.data)), longestText);
    case 'notice':
      return oneLine(record.text, longestText);
    case 'desk':
      return oneLine(deskText(record), longestText);
    case 'gap':
      return '';
  }
}

/** What the row of a call says beside its arguments: how it failed. */
export function callText(call: PageRecord, reply: PageRecord | undefined): string {
  const failure = reply?.kind === 'reply' ? reply.errorMessage : undefined;
  const text = recordText(call);
  return failure === undefined ? text : `${oneLine(failure, longestText)} ← ${text}`;
}

/** What an interaction was called last; undefined where no record tells. */
export async function readCaption(
  records: RecordSource,
  page: string,
  interaction: string,
): Promise<InteractionCaption | undefined> {
  let read = 0;
  for (const entry of records.newest()) {
    if (entry.load.page !== page || !tellsOf(entry, interaction)) continue;
    const record = await records.read(entry);
    const found = record && interactionsIn(record).find(({ interactionId }) => interactionId === interaction);
    if (found !== undefined) {
      const who = whoOf(found);
      const title = oneLine(titleOf(found), longestArgument);
      return { title, ...(who === undefined ? {} : { who: oneLine(who, longestArgument) }) };
    }
    read += 1;
    if (read >= mostRead) return undefined;
  }
  return undefined;
}

function tellsOf({ about, steps }: RecordEntry, interaction: string): boolean {
  return about.includes(interaction) || steps.some((step) => step.interaction === interaction);
}

function interactionsIn(record: PageRecord): readonly LiveInteraction[] {
  if (record.kind === 'desk') return record.interactions ?? [];
  return record.kind === 'event' || record.kind === 'reply' ? findInteractions(record.data) : [];
}

/** The type of an event stands beside already. */
function withoutType(data: unknown): unknown {
  if (!isRecordObject(data)) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'eventType'));
}

function deskText({ interactions, gone, services, agent }: Extract<PageRecord, { kind: 'desk' }>): string {
  return [
    interactions === undefined ? '' : count(interactions.length, 'interaction'),
    gone === undefined ? '' : `${gone.length} gone`,
    services === undefined ? '' : count(services.length, 'allowed service'),
    agent === undefined ? '' : 'agent',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
