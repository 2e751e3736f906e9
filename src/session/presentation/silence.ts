import type { PageRecord } from '../../protocol/records';

/** So many time-outs in a row are no accident. */
export const suspiciousTimeOuts = 3;

/**
 * How many of the last calls on a page had no reply, with none that had one since. The bridge's own say nothing of
 * quarantine: it asks before anybody else does, and what came of that is known otherwise.
 */
export function timeOutsInARow(history: readonly PageRecord[]): number {
  const own = new Set(history.map((record) => (record.kind === 'call' && record.by === 'bridge' ? record.callId : '')));
  const replies = history.filter(
    (record) => record.kind === 'reply' && record.outcome !== 'notSent' && !own.has(record.callId),
  );
  const answered = replies.findLastIndex((reply) => reply.kind === 'reply' && reply.outcome !== 'timedOut');
  return replies.length - 1 - answered;
}

/** What the user should know when Workspace stays silent; `name` is the page's. */
export function silenceText(name: string, timeOuts: number): string {
  return `Workspace did not reply to the last ${timeOuts} calls on “${name}”. It may have put the page into quarantine: one that sends more requests than the option service-client-api.rate-limit allows is ignored for a while (service-client-api.rate-limit-quarantine-delay, 30 s unless set). Wait before you call again.`;
}
