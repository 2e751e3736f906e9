import { errorTexts, eventData } from '../assumptions';
import type { DeskCore } from '../core';
import { change, childInteractionsOf, hasEnded, makeMove, requireTransition } from '../engine';
import { refusal } from '../refusal';
import type { DeskInteraction } from '../state/types';
import { wireInteraction } from '../state/wireInteraction';

/**
 * Marks an interaction done: it leaves the desk, and what ended of its consultations and drafts with it. Throws a
 * refusal if one of those is still open, or if a widget blocks it; then the agent sees the warning and subscribers of
 * `markdone` are told that it was tried.
 */
export function markDone(
  core: DeskCore,
  id: string,
  actor: 'agent' | 'widget',
  move: 'markDone' | 'doneAndNext' = 'markDone',
): void {
  const interaction = core.interaction(id);
  requireTransition(interaction, move, actor);
  const family = withChildren(core, interaction);
  requireChildrenEnded(core, interaction);
  for (const member of family) requireUnblocked(core, member, actor);
  for (const member of family.slice(1).reverse()) makeMove(core, member.interactionId, 'markDone', 'desk');
  makeMove(core, id, move, actor);
}

/** Lets an interaction that has become another leave the desk, with what ended of its consultations. */
export function closeConsultation(core: DeskCore, interaction: DeskInteraction): void {
  for (const member of withChildren(core, interaction).reverse()) {
    makeMove(core, member.interactionId, 'markDone', 'desk');
  }
}

/** Throws a refusal if a consultation or draft of this interaction is still open. */
export function requireChildrenEnded(core: DeskCore, interaction: DeskInteraction): void {
  const open = openChildren(core, interaction).map(({ interactionId }) => interactionId);
  if (open.length > 0) throw refusal(errorTexts.childrenOpen, interaction.interactionId, open.join(', '));
}

/** The consultations and drafts made from an interaction, or from those, that are still open. */
export function openChildren(core: DeskCore, interaction: DeskInteraction): DeskInteraction[] {
  return withChildren(core, interaction)
    .slice(1)
    .filter((child) => !hasEnded(child));
}

/** A widget keeps the agent from marking done; its newer warning replaces an older one. */
export function block(core: DeskCore, id: string, widget: string, message: string): void {
  const { markdoneBlocks } = core.interaction(id);
  change(core, id, { markdoneBlocks: { ...markdoneBlocks, [widget]: message } }, {});
  core.schedule(blockKey(id, widget), core.options.blockMarkdoneTimeout, () => {
    if (core.store.interactions.has(id)) unblock(core, id, widget);
  });
}

/** A widget takes its block back; without one, nothing happens. */
export function unblock(core: DeskCore, id: string, widget: string): void {
  const { markdoneBlocks } = core.interaction(id);
  core.cancel(blockKey(id, widget));
  const left = Object.fromEntries(Object.entries(markdoneBlocks).filter(([blocker]) => blocker !== widget));
  change(core, id, { markdoneBlocks: left }, {});
  if (core.store.markdoneWarning?.interactionId === id && Object.keys(left).length === 0) {
    core.store.markdoneWarning = undefined;
  }
}

function blockKey(id: string, widget: string): string {
  return JSON.stringify(['markdoneBlock', id, widget]);
}

function withChildren(core: DeskCore, interaction: DeskInteraction): DeskInteraction[] {
  return [interaction, ...childInteractionsOf(core, interaction).flatMap((child) => withChildren(core, child))];
}

function requireUnblocked(core: DeskCore, interaction: DeskInteraction, actor: 'agent' | 'widget'): void {
  const messages = Object.values(interaction.markdoneBlocks);
  if (messages.length === 0) return;
  const { interactionId } = interaction;
  core.emit('markdone', eventData.markdone, wireInteraction(core, interaction), messages);
  if (actor === 'agent') core.store.markdoneWarning = { interactionId, messages };
  throw refusal(errorTexts.markdoneBlocked, interactionId, messages.join(' '));
}
