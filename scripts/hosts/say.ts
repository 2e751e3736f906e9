/** Tells the user what is being done. */
export function say(text: string): void {
  console.log(`> ${text}`);
}

/** A failure that the user can do something about: one sentence with the next step. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** What to print of an error: the sentence alone where it was written for the user, else all there is. */
export function describeError(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
