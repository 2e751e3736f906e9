import { eventData } from '../assumptions';
import type { DeskCore } from '../core';
import type { DeskInteraction } from '../state/types';

type CaseEventType = Parameters<typeof eventData.caseEvent.value>[0];

/**
 * Selects a case. Subscribers get CASE_COLLAPSED and CASE_EXPANDED with the case that was selected until now and
 * CASE_SELECTED with the new one (reference, selectCaseByCaseId); nothing if it is selected already.
 */
export function selectCase(core: DeskCore, caseId: string): void {
  const { cases, selectedCaseId } = core.store;
  core.case(caseId);
  if (selectedCaseId === caseId) return;
  const last = selectedCaseId === undefined ? undefined : cases.get(selectedCaseId);
  if (last !== undefined) {
    announceCase(core, 'CASE_COLLAPSED', last.caseId);
    cases.set(last.caseId, { ...last, expanded: true });
    announceCase(core, 'CASE_EXPANDED', last.caseId);
  }
  core.store.selectedCaseId = caseId;
  announceCase(core, 'CASE_SELECTED', caseId);
}

/** Opens or folds a case in the list; nothing if it is so already. */
export function setExpanded(core: DeskCore, caseId: string, expanded: boolean): void {
  const found = core.case(caseId);
  if (found.expanded === expanded) return;
  core.store.cases.set(caseId, { ...found, expanded });
  announceCase(core, expanded ? 'CASE_EXPANDED' : 'CASE_COLLAPSED', caseId);
}

/** Puts a new interaction into its case, which begins with it if there is none yet. */
export function joinCase({ store }: DeskCore, { caseId, interactionId }: DeskInteraction): void {
  const found = store.cases.get(caseId);
  store.cases.set(
    caseId,
    found === undefined
      ? { caseId, mainInteractionId: interactionId, interactionIds: [interactionId], expanded: true }
      : { ...found, interactionIds: [...found.interactionIds, interactionId] },
  );
}

/** Takes an interaction out of its case. Without interactions the case goes; if it was selected, the next case is selected. */
export function leaveCase(core: DeskCore, { caseId, interactionId }: DeskInteraction): void {
  const { store } = core;
  const found = core.case(caseId);
  const left = found.interactionIds.filter((id) => id !== interactionId);
  if (left.length > 0) {
    store.cases.set(caseId, { ...found, interactionIds: left });
    return;
  }
  store.cases.delete(caseId);
  if (store.selectedCaseId !== caseId) return;
  store.selectedCaseId = undefined;
  const [next] = store.cases.keys();
  if (next !== undefined) selectCase(core, next);
}

function announceCase(core: DeskCore, event: CaseEventType, caseId: string): void {
  core.emit('interaction', eventData.caseEvent, event, caseId);
}
