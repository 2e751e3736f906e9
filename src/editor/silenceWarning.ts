import { pageName } from '../session/presentation/pageFacts';
import { silenceText, suspiciousTimeOuts, timeOutsInARow } from '../session/presentation/silence';
import { oneLine } from '../session/presentation/text';
import type { Page } from '../session/page';
import type { Session } from '../session/session';
import type { Disposable } from '../base/disposable';
import { actions } from './actions';
import { tell } from './messages';

/** Warns, once until Workspace replies again, when it leaves several calls of a page in a row without a reply. */
export function warnOfSilence(session: Session): Disposable {
  const warned = new WeakSet<Page>();
  return session.onRecords.on(({ page, records }) => {
    if (!records.some(({ kind }) => kind === 'reply')) return;
    const timeOuts = timeOutsInARow(page.history);
    if (timeOuts < suspiciousTimeOuts) warned.delete(page);
    else if (!warned.has(page)) {
      warned.add(page);
      tell('warning', silenceText(oneLine(pageName(page.info), 80), timeOuts), [actions.showEvents]);
    }
  });
}
