/** Reports an error that nobody waits for, and that must not keep others from going on. */
export function reportError(error: unknown): void {
  console.error('Deskside:', error);
}
