import * as v from 'valibot';
import { interactionStateNames } from '../../../api/states';
import { filledText } from '../../desk/checks';
import type { ServiceReply } from '../../desk/state/types';
import { byKey } from '../format/byKey';
import { durationSchema } from '../format/duration';
import { namePattern } from './names';

const pattern = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description(
    'Values that must be there; what is not named may be anything. `$call` stands for the id of the interaction that was named call, `$call.caseId` for that of its case. null: not there.',
  ),
);
const patterns = v.array(pattern);
const interactionName = v.pipe(
  v.string(),
  v.regex(namePattern, 'must be the name of an interaction'),
  v.description('Name that a step before gave an interaction with `as`.'),
);
const within = v.exactOptional(v.pipe(durationSchema, v.description('How long to wait for it.')));

/** How a call ended as the desk sees it. `ignored`: it got no reply, since the widget is in quarantine. */
const callOutcomes = ['succeeded', 'failed', 'ignored'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** How a call ended that the desk answered so; undefined: it did not answer. */
export function outcomeOf(reply: ServiceReply | undefined): CallOutcome {
  if (reply === undefined) return 'ignored';
  return 'errorMessage' in reply ? 'failed' : 'succeeded';
}

/** What a scenario can wait for, expect, or rule out. */
export const condition = byKey({
  called: v.pipe(
    v.strictObject({
      called: v.pipe(filledText, v.description('Name of the service; `*` for any, also at its end: `interaction.*`.')),
      with: v.exactOptional(v.pipe(v.array(v.unknown()), v.description('The first parameters.'))),
      outcome: v.exactOptional(v.picklist(callOutcomes)),
      within,
    }),
    v.description('A widget calls a service.'),
  ),
  subscribed: v.pipe(
    v.strictObject({ subscribed: v.pipe(filledText, v.description('Name of the event.')), within }),
    v.description('A widget subscribes to an event.'),
  ),
  event: v.pipe(
    v.strictObject({
      event: v.pipe(filledText, v.description('Name of the event, such as `interaction`.')),
      data: v.exactOptional(pattern),
      within,
    }),
    v.description('Workspace tells of an event.'),
  ),
  interaction: v.pipe(
    v.strictObject({
      interaction: interactionName,
      is: v.union([v.picklist(interactionStateNames), pattern], 'must be a state or an object of values'),
      within,
    }),
    v.description('An interaction is in this state, or has these values.'),
  ),
  gone: v.pipe(v.strictObject({ gone: interactionName, within }), v.description('An interaction has left the desk.')),
  desk: v.pipe(
    v.strictObject({
      desk: v.strictObject({
        agentState: v.exactOptional(pattern),
        media: v.exactOptional(patterns),
        toasts: v.exactOptional(patterns),
        dialogs: v.exactOptional(patterns),
        menuViews: v.exactOptional(patterns),
        messages: v.exactOptional(v.array(v.string())),
        markdoneWarning: v.exactOptional(v.pipe(v.nullable(pattern), v.description('null: there is none.'))),
      }),
      within,
    }),
    v.description('What the agent has on the screen.'),
  ),
});
export type Condition = v.InferOutput<typeof condition.schema>;
export type DeskPattern = Extract<Condition, { desk: unknown }>['desk'];
