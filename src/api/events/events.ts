/** The names that `service.subscribe` takes; a messenger channel is `messenger:<channel>`. Source: reference. */
export const eventNames = ['agent', 'interaction', 'media', 'outbound', 'system', 'markdone'] as const;

export const messengerEventPrefix = 'messenger:';

/** What an event does to a list of interactions besides carrying news of one: a case's mark, or that one leaves. */
export type EventEffect = 'caseSelected' | 'caseExpanded' | 'caseCollapsed' | 'interactionLeaves';

/** The values of `data.eventType` in `interaction` events that have an effect. Source: reference. */
const eventEffects: Readonly<Record<string, EventEffect>> = {
  CASE_SELECTED: 'caseSelected',
  CASE_EXPANDED: 'caseExpanded',
  CASE_COLLAPSED: 'caseCollapsed',
  MARK_DONE: 'interactionLeaves',
};

/** The effect of a value of `eventType`, or undefined if it has none or no source names it. */
export function effectOf(eventType: unknown): EventEffect | undefined {
  return typeof eventType === 'string' && Object.hasOwn(eventEffects, eventType) ? eventEffects[eventType] : undefined;
}
