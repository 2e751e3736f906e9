import { interactionFields } from '../../api/interaction';
import { isRecordObject } from '../../base/guards';
import type { LiveInteraction } from '../../protocol/records';
import { partiesOf, userDataOf } from './interactionFacts';
import { groups } from './nodes';
import type { Group } from './nodes';

/** One line in a group: a key of the user data, a party, a field. */
export interface NodeEntry {
  readonly key: string;
  readonly value: unknown;
}

/** Fields that have a group of their own. */
const grouped = new Set<string>(['userData', 'parties', 'contact']);
const knownFields = Object.keys(interactionFields).filter((field) => !grouped.has(field));

/** What a group holds: details in the order of the reference, then the fields that no source names. */
export function entriesOf(interaction: LiveInteraction, group: Group): readonly NodeEntry[] {
  switch (group) {
    case 'userData':
      return entries(userDataOf(interaction) ?? {});
    case 'contact':
      return isRecordObject(interaction.contact) ? entries(interaction.contact) : [];
    case 'parties':
      return partiesOf(interaction).map((value, index) => ({ key: String(index), value }));
    case 'details': {
      const others = Object.keys(interaction).filter((field) => !grouped.has(field) && !knownFields.includes(field));
      return [...knownFields, ...others].flatMap((key) => {
        const value = interaction[key];
        return value === undefined || value === null ? [] : [{ key, value }];
      });
    }
  }
}

/** The groups that an interaction has: user data where the page reports it, even if empty; the others where they hold something. */
export function groupsOf(interaction: LiveInteraction): readonly Group[] {
  return groups.filter((group) =>
    group === 'userData' ? userDataOf(interaction) !== undefined : entriesOf(interaction, group).length > 0,
  );
}

function entries(object: Readonly<Record<string, unknown>>): NodeEntry[] {
  return Object.entries(object).map(([key, value]) => ({ key, value }));
}
