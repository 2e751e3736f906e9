import * as v from 'valibot';
import { count } from '../../presentation/text/text';
import type { RecordEntry } from '../../model/history/recordEntry';
import { limitArgument, wordArgument } from '../toolArguments';
import { defineTool } from '../tool';
import { choosePage, pageArgument } from './choosePage';
import { hiddenValues } from './hiddenValues';
import { recordSummary } from './recordSummary';

const mostListed = 200;
const usuallyListed = 40;

const seq = v.pipe(v.number(), v.integer(), v.minValue(0));

export const listRecords = defineTool({
  name: 'deskside_list_records',
  title: 'List recent records',
  description:
    'Lists what happened on a page lately, oldest first: events of Workspace, calls that the widget made with their arguments in short, and how each call ended. Use it to see which calls a widget made and which failed; onlyFailed gives just the failed ones. Each line has a seq for deskside_get_record.',
  effect: 'reads',
  input: v.strictObject({
    page: pageArgument,
    after: v.optional(v.pipe(seq, v.description('Only records with a higher seq: what is new since you looked.'))),
    before: v.optional(v.pipe(seq, v.description('Only records with a lower seq: to go further back.'))),
    kinds: v.optional(
      v.pipe(
        v.array(v.picklist(['call', 'reply', 'event', 'notice', 'gap', 'desk', 'message'])),
        v.description('Only records of these kinds.'),
      ),
    ),
    name: v.optional(
      v.pipe(
        wordArgument,
        v.description('Only calls, replies and events of this name or a part of it, such as setUserData.'),
      ),
    ),
    interactionId: v.optional(v.pipe(wordArgument, v.description('Only records about this interaction.'))),
    onlyFailed: v.optional(
      v.pipe(v.boolean(), v.description('Only calls that failed, got no reply or could not be sent, and warnings.')),
      false,
    ),
    withBridge: v.optional(
      v.pipe(v.boolean(), v.description('Also what Deskside itself asked of Workspace to learn its state.')),
      false,
    ),
    limit: limitArgument(mostListed, usuallyListed),
  }),
  announce: () => 'Read what happened on a page lately',
  async run({ page: id, limit, ...filter }, context) {
    const page = await choosePage(context, id);
    const { history } = page;
    const found = [...history.newest()].filter((entry) => fits(entry, filter)).toReversed();
    // After a number one reads on from there, else the newest ones count.
    const shown = filter.after === undefined ? found.slice(-limit) : found.slice(0, limit);
    return {
      text: `${count(shown.length, 'record')} of page ${page.id}.${hiddenValues(page, context)} deskside_get_record gives one in full, with its cause and effects.`,
      data: shown.map((entry) => recordSummary(page, entry, context.masking)),
      ...(filter.after === undefined ? { keep: 'last' } : {}),
      leftOut: (fitted) => {
        const rest = found.length - fitted;
        if (rest === 0) return undefined;
        const next =
          filter.after === undefined
            ? `before: ${shown.at(-fitted)?.seq ?? 0}`
            : `after: ${shown[fitted - 1]?.seq ?? filter.after}`;
        return `${rest} more fit. Ask with ${next}, or narrow it by name, kinds or interactionId.`;
      },
    };
  },
});

interface Filter {
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly kinds?: readonly RecordEntry['kind'][] | undefined;
  readonly name?: string | undefined;
  readonly interactionId?: string | undefined;
  readonly onlyFailed: boolean;
  readonly withBridge: boolean;
}

function fits(entry: RecordEntry, filter: Filter): boolean {
  const { after = -1, before = Infinity, kinds, name, interactionId, onlyFailed, withBridge } = filter;
  const isBridges = entry.kind === 'desk' || entry.by === 'bridge';
  return (
    entry.seq > after &&
    entry.seq < before &&
    (kinds === undefined ? withBridge || !isBridges : kinds.includes(entry.kind)) &&
    (name === undefined || (entry.name ?? '').toLowerCase().includes(name.toLowerCase())) &&
    (interactionId === undefined || entry.about.includes(interactionId)) &&
    (!onlyFailed || isTrouble(entry))
  );
}

function isTrouble({ kind, outcome, name }: RecordEntry): boolean {
  if (kind === 'reply') return outcome !== 'succeeded';
  return kind === 'gap' || (kind === 'notice' && name !== 'info');
}
