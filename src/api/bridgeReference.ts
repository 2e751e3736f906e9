/**
 * Reference ids that begin like this are the bridge's own (ours, not the vendor's): so the simulated Workspace knows that
 * its calls are no widget's.
 */
export const bridgeReferencePrefix = 'deskside:';

const form = new RegExp(`^${bridgeReferencePrefix}[0-9a-z.]+:\\d+$`);

/** Whether a reference id has the form of the bridge's own: the prefix, a token of the page load, a number. */
export function isBridgeReference(referenceId: unknown): boolean {
  return typeof referenceId === 'string' && form.test(referenceId);
}

/**
 * The name of the frame in which the simulated Workspace has its bridge, if it has one: pages of any origin can see whether
 * a window has a frame of some name.
 */
export const bridgeFrameName = 'deskside-bridge';
