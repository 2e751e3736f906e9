import { oneLine } from '../../../base/text/oneLine';
import type { Condition } from './conditions';
import type { JournalEntry } from './journal';
import type { Step } from '../format/scenario';

/** What is shown of a value, so that a report stays readable. */
const mostCharacters = 200;

/** A value as JSON, cut where it is long. */
export function show(value: unknown): string {
  return oneLine(typeof value === 'string' ? value : asJson(value), mostCharacters);
}

/** What widgets hand over may hold what JSON cannot, such as cycles. */
export function asJson(value: unknown, indent?: number): string {
  try {
    return value === undefined ? 'undefined' : JSON.stringify(value, undefined, indent);
  } catch {
    return '(not JSON)';
  }
}

/** What a step does, in words. */
export function describeStep(step: Step): string {
  const when = step.when === undefined ? '' : `when ${describeCondition(step.when)}: `;
  const refused = 'refused' in step ? ', which is refused' : '';
  return step.name ?? when + describeDeed(step) + refused;
}

function describeDeed(step: Step): string {
  if ('agent' in step) return `the agent: ${describeAction(step.agent)}`;
  if ('world' in step) return `the world: ${describeAction(step.world)}`;
  if ('options' in step) return `options ${show(step.options)}`;
  if ('fault' in step) return step.fault === 'none' ? 'no more faults' : `fault ${show(step.fault)}`;
  if ('expect' in step) return `expect ${describeCondition(step.expect)}`;
  return `never ${describeCondition(step.never)}`;
}

/** Keys whose values speak for themselves. */
const plainKeys: readonly string[] = ['do', 'happens', 'interactionId', 'caseId', 'media'];

function describeAction(action: object): string {
  const entries: [string, unknown][] = Object.entries(action);
  const plain = entries.filter(([key]) => plainKeys.includes(key)).map(([, value]) => show(value));
  const others = entries.filter(([key]) => !plainKeys.includes(key)).map(([key, value]) => `${key} ${show(value)}`);
  return [plain.join(' '), ...others].join(', ');
}

export function describeCondition(condition: Condition): string {
  if ('called' in condition) {
    const outcome = condition.outcome === undefined ? '' : `, ${condition.outcome}`;
    return `${condition.called} is called${condition.with === undefined ? '' : ` with ${show(condition.with)}`}${outcome}`;
  }
  if ('subscribed' in condition) return `a widget subscribes to ${condition.subscribed}`;
  if ('event' in condition)
    return `event ${condition.event}${condition.data === undefined ? '' : ` ${show(condition.data)}`}`;
  if ('gone' in condition) return `${condition.gone} is gone`;
  if ('desk' in condition) return `the desk shows ${show(condition.desk)}`;
  return `${condition.interaction} is ${show(condition.is)}`;
}

/** Something that happened, in words. */
export function describeEntry(entry: JournalEntry): string {
  if (entry.kind === 'call') return `${entry.service}(${entry.parameters.map(show).join(', ')}) ${entry.outcome}`;
  if (entry.kind === 'event') return `${entry.name} ${show(entry.data)}`;
  return `subscription to ${entry.events.join(', ')}`;
}
