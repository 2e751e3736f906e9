import type { UserData } from '../../../api/interaction';
import type { InteractionState } from '../../../api/states';
import { isOpen } from '../../../api/states';
import type { DeskCore } from '../core';
import { change } from '../engine';
import { listAllows } from '../access/keyFilter';
import { stateMachines } from '../stateMachines/stateMachines';
import { errorTexts } from '../assumptions';
import { refusal } from '../refusal';
import type { DeskInteraction } from '../state/types';

/** Who changes user data: only a widget is bound by user-data.write-allowed. */
type Editor = 'agent' | 'widget' | 'farEnd';

/** Sets keys; those that exist are overwritten. Throws a refusal on an ended interaction or for a key that is not allowed. */
export function setUserData(core: DeskCore, id: string, keyValues: UserData, editor: Editor): void {
  requireLive(core.interaction(id));
  requireWritable(core, Object.keys(keyValues), editor);
  attach(core, id, keyValues);
}

/** Sets keys without asking whether one may; subscribers are told if that changes anything. */
export function attach(core: DeskCore, id: string, keyValues: UserData): void {
  const interaction = core.interaction(id);
  const { userData } = interaction;
  const changed = Object.entries(keyValues).filter(
    ([key, value]) => !Object.hasOwn(userData, key) || !Object.is(userData[key], value),
  );
  if (changed.length === 0) return;
  const isNew = changed.some(([key]) => !Object.hasOwn(userData, key));
  const merged = { ...userData, ...structuredClone(Object.fromEntries(changed)) };
  store(core, interaction, merged, isNew ? 'USER_DATA_ATTACHED' : 'USER_DATA_UPDATED');
}

/** Deletes a key. Throws a refusal also if it is not there. */
export function deleteUserData(core: DeskCore, id: string, key: string, editor: Editor): void {
  const interaction = requireLive(core.interaction(id));
  requireWritable(core, [key], editor);
  if (!Object.hasOwn(interaction.userData, key)) throw refusal(errorTexts.unknownKey, key, id);
  const left = Object.fromEntries(Object.entries(interaction.userData).filter(([other]) => other !== key));
  store(core, interaction, left, 'USER_DATA_UPDATED');
}

function store(core: DeskCore, interaction: DeskInteraction, userData: UserData, shown: InteractionState): void {
  const shows = stateMachines[interaction.machine].showsUserData.includes(interaction.machineState);
  change(core, interaction.interactionId, { userData }, { ...(shows ? { state: shown } : {}), event: 'userData' });
}

function requireLive(interaction: DeskInteraction): DeskInteraction {
  if (!isOpen(interaction.machineState))
    throw refusal(errorTexts.notLive, interaction.interactionId, interaction.state);
  return interaction;
}

function requireWritable({ options }: DeskCore, keys: readonly string[], editor: Editor): void {
  if (editor !== 'widget') return;
  const forbidden = keys.filter((key) => !listAllows(options.writeAllowed, key));
  if (forbidden.length > 0) throw refusal(errorTexts.keyNotAllowed, forbidden.join(', '));
}
