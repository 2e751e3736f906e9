import { pageName } from '../../presentation/connection/pageFacts';
import { silenceText, suspiciousTimeOuts, timeOutRow } from '../../presentation/log/silence';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import type { Disposable } from '../../base/disposable';
import { actions } from '../ui/actions';
import { tell } from '../ui/messages';

/** Warns when Workspace does not reply to several calls of a page in a row: once, until Workspace replies again. */
export function warnOfSilence(session: Session): Disposable {
  /** The entry of the last time-out of which the user was warned. */
  const warnedOf = new WeakMap<Page, number>();
  return session.onRecords.on(({ page, records }) => {
    if (!records.some((record) => record.kind === 'reply' && record.outcome === 'timedOut')) return;
    const { length, first, last } = timeOutRow(page.history);
    if (length < suspiciousTimeOuts || first <= (warnedOf.get(page) ?? 0)) return;
    warnedOf.set(page, last);
    tell('warning', silenceText(pageName(page.info), length), [actions.showEvents]);
  });
}
