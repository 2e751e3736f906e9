/**
 * Reference ids that begin like this are the bridge's own (ours, not the vendor's): so the simulated Workspace knows that
 * its calls are no widget's.
 */
export const bridgeReferencePrefix = 'deskside:';

/**
 * The name of the frame in which the simulated Workspace has its bridge, if it has one: pages of any origin can see whether
 * a window has a frame of some name.
 */
export const bridgeFrameName = 'deskside-bridge';
