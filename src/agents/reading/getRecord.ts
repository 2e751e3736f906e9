import * as v from 'valibot';
import type { RecordEntry } from '../../model/history/recordEntry';
import { AgentRefusal } from '../refusal';
import { defineTool } from '../tool';
import { choosePage, pageArgument } from './choosePage';
import { hiddenValues } from './hiddenValues';
import { relatedRecords } from './relatedRecords';

const mostEffects = 20;

export const getRecord = defineTool({
  name: 'deskside_get_record',
  title: 'Read one record',
  description:
    'Gives one record of a page in full: a call with its arguments, its reply, and the place in the widget’s code (file, line, column) where it was made; the event or reply that caused it; and the calls that followed from it. The roles before and afterwards say that a timer or a request lies between, so that it need not be the cause. Use it to find out why a call failed and where to mend it.',
  effect: 'reads',
  input: v.strictObject({
    page: pageArgument,
    seq: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description('The number of the record, from deskside_list_records.'),
    ),
  }),
  announce: ({ seq }) => `Read record ${seq} with its cause and effects`,
  async run({ page: id, seq }, context) {
    const page = await choosePage(context, id);
    const { history } = page;
    const entries = [...history.newest()].toReversed();
    const entry = entryOf(seq, entries);
    const record = entry && context.masking.record(page, entry);
    if (entry === undefined || record === undefined) throw new AgentRefusal(missing(seq, entries));
    const { counterpart, causes, effects } = relatedRecords(entry, history);
    const shown = effects.slice(0, mostEffects);
    const told = (role: string, each: RecordEntry): object => ({ role, ...context.masking.record(page, each) });
    return {
      text: `Record ${seq} of page ${page.id}, each line with its role.${hiddenValues(page, context)}`,
      data: [
        { role: 'record', ...record },
        ...(counterpart === undefined ? [] : [told(counterpart.kind, counterpart)]),
        ...causes.map((each) => told(each.later ? 'before' : 'cause', each.entry)),
        ...shown.map((each) => told(each.later ? 'afterwards' : 'effect', each.entry)),
      ],
      ...(effects.length > shown.length
        ? { leftOut: `${effects.length - shown.length} more effects are left out.` }
        : {}),
    };
  },
});

/** The record that the page gave this number, before what Deskside says itself under the same number. */
function entryOf(seq: number, entries: readonly RecordEntry[]): RecordEntry | undefined {
  const found = entries.filter((each) => each.seq === seq);
  return found.find(({ kind }) => kind !== 'gap') ?? found[0];
}

function missing(seq: number, entries: readonly RecordEntry[]): string {
  const [first, last] = [entries[0]?.seq, entries.at(-1)?.seq];
  if (first === undefined || last === undefined) return `There is no record ${seq}: nothing is known of this page yet.`;
  return `There is no record ${seq} any more or yet. Records ${first} to ${last} are kept; list them with deskside_list_records.`;
}
