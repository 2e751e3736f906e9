import type { DeskState } from '../../desk/state/state';
import type { DeskInteraction } from '../../desk/state/types';
import type { Condition, DeskPattern } from './conditions';
import { matches } from './matching';

type StateCondition = Extract<Condition, { interaction: unknown } | { gone: unknown } | { desk: unknown }>;

/** Whether a condition on the state of the desk holds. Its references are resolved, its names are ids. */
export function holds(condition: StateCondition, state: DeskState): boolean {
  if ('gone' in condition) return !state.interactions.has(condition.gone);
  if ('desk' in condition) return matches(condition.desk, seenOn(state));
  const interaction = state.interactions.get(condition.interaction);
  if (interaction === undefined) return false;
  return typeof condition.is === 'string'
    ? interaction.state === condition.is
    : matches(condition.is, fieldsOf(interaction));
}

/** What a condition finds instead, for the report. */
export function foundInstead(condition: StateCondition, state: DeskState): unknown {
  if ('desk' in condition) {
    const seen = seenOn(state);
    return Object.fromEntries(Object.entries(seen).filter(([key]) => key in condition.desk));
  }
  const id = 'gone' in condition ? condition.gone : condition.interaction;
  const interaction = state.interactions.get(id);
  if (interaction === undefined) return 'gone';
  const wanted = 'is' in condition && typeof condition.is !== 'string' ? Object.keys(condition.is) : [];
  if (wanted.length === 0) return interaction.state;
  return Object.fromEntries(Object.entries(fieldsOf(interaction)).filter(([key]) => wanted.includes(key)));
}

/** An interaction with its call's facts among its own, as widgets see them. */
function fieldsOf(interaction: DeskInteraction): Readonly<Record<string, unknown>> {
  const { call, ...own } = interaction;
  return { ...own, ...call };
}

function seenOn(state: DeskState): Record<keyof DeskPattern, unknown> {
  return {
    agentState: state.agentState,
    media: state.media,
    toasts: [...state.toasts.values()],
    dialogs: [...state.dialogs.values()],
    menuViews: [...state.menuViews.values()],
    messages: state.myMessages,
    markdoneWarning: state.markdoneWarning,
  };
}
