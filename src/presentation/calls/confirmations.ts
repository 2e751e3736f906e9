import type { MethodSpec } from '../../api/method';
import type { Page } from '../../session/page';
import { isSimulator } from '../connection/pageFacts';

/** Remembers the pages on which the user allowed calls that reach customers, until each is loaded again. */
export class Confirmations {
  readonly #given = new Set<string>();

  /** Whether to ask before this call. */
  isNeeded(page: Page, method: MethodSpec): boolean {
    return method.actsOnCustomer === true && !isSimulator(page.info) && !this.#given.has(loadOf(page));
  }

  /** The user said yes. */
  give(page: Page): void {
    this.#given.add(loadOf(page));
  }
}

/** The origin is part of it: a page chooses its id itself. */
function loadOf({ info }: Page): string {
  return JSON.stringify([info.page, info.epoch, info.origin]);
}
