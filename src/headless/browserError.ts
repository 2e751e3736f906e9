/** Why a browser could not do its part, in one sentence with a next step. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError';
}
