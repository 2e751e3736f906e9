import type * as vscode from 'vscode';
import type { Disposable } from '../../../base/disposable';
import type { LookedAt } from '../checks/diagnostics';

/** What is looked at of a document that was read. */
interface Looked extends Pick<LookedAt, 'read'> {
  readonly document: Pick<vscode.TextDocument, 'isDirty'>;
}

/**
 * Waits until a document that somebody edits has a call of a service more than the last time that it was looked at.
 * @param written is told once
 */
export function watchForWrittenCall(
  onRead: (listener: (looked: Looked) => void) => Disposable,
  written: () => void,
): Disposable {
  const counts = new WeakMap<Looked['document'], number>();
  const listener = onRead(({ document, read }) => {
    const calls = (read?.code ?? []).reduce((sum, { calls: { services } }) => sum + services.length, 0);
    const before = counts.get(document) ?? 0;
    counts.set(document, calls);
    // What is saved may have come from elsewhere, calls and all.
    if (!document.isDirty || calls <= before) return;
    listener.dispose();
    written();
  });
  return listener;
}
