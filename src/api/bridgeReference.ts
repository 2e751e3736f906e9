/**
 * Reference ids that begin like this are the bridge's own (ours, not the vendor's): so the simulated Workspace knows that
 * its calls are no widget's.
 */
export const bridgeReferencePrefix = 'deskside:';
