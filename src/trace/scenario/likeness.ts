import { isRecordObject } from '../../base/guards';
import { findInteractions } from '../../model/workspaceState';
import type { LiveInteraction } from '../../protocol/records';
import type { Identities } from './identities';

/** An event as subscribers get it, recorded or from the simulated desk. */
export interface ToldEvent {
  readonly name: string;
  readonly data?: unknown;
}

/** The interaction that an event is about, or undefined. */
export function interactionOf({ data }: ToldEvent): LiveInteraction | undefined {
  return findInteractions(data)[0];
}

/** The `eventType` of an event, or what stands in its place. */
export function eventTypeOf({ data }: ToldEvent): unknown {
  if (!isRecordObject(data)) return undefined;
  return data.eventType ?? data.type;
}

/** What of an interaction tells apart things that otherwise look alike. */
const details = ['ronaCallState', 'recordingState', 'userData'] as const;

/**
 * How much an event of the desk looks like a recorded one; 0: it is another one.
 * @param stateBefore the state in which the desk had the interaction; undefined if it is new
 */
export function likeness(recorded: ToldEvent, made: ToldEvent, ids: Identities, stateBefore: unknown): number {
  if (recorded.name !== made.name) return 0;
  const [subject, own] = [interactionOf(recorded), interactionOf(made)];
  const sameType = eventTypeOf(recorded) === eventTypeOf(made);
  if (subject === undefined || own === undefined) {
    return subject === own && sameType ? shareOfEqual(ids.translate(recorded.data), made.data) : 0;
  }
  if (!ids.canBe(subject.interactionId, own.interactionId)) return 0;
  if (differs(subject.media, own.media) || differs(subject.isConsultation, own.isConsultation)) return 0;
  const sameState = subject.state === own.state;
  // Where Workspace names an event otherwise than the simulated one, the change of state tells.
  if (!sameType && !(sameState && own.state !== stateBefore)) return 0;
  const equal = details.filter((key) => JSON.stringify(subject[key]) === JSON.stringify(own[key])).length;
  const sameParties = lengthOf(subject.parties) === lengthOf(own.parties) ? 1 : 0;
  return (sameType ? 2 : 1) + (sameState ? 1 : 0) + (equal + sameParties) / 10;
}

function differs(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** From 1 to 2 by how many of the values in `made` are the same in `recorded`; 0 where it is less than a half. */
function shareOfEqual(recorded: unknown, made: unknown): number {
  const known = new Set(leavesOf(recorded, ''));
  const leaves = leavesOf(made, '');
  const share = leaves.length === 0 ? 1 : leaves.filter((leaf) => known.has(leaf)).length / leaves.length;
  return share < 0.5 ? 0 : 1 + share;
}

function leavesOf(value: unknown, path: string): string[] {
  if (!isRecordObject(value)) return [`${path} ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, `${path}/${key}`));
}
