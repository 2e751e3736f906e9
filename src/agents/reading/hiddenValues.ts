import type { Page } from '../../session/page';
import type { ToolContext } from '../agentHost';

/** Says that values are hidden and who can show them; empty where none are. */
export function hiddenValues(page: Page, { host, masking }: ToolContext): string {
  if (!masking.hides(page)) return '';
  return ` Values of customers have stand-ins; only the user can show them, by ${host.permissions.showsValuesBy}.`;
}
