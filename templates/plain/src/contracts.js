// @ts-check

/**
 * Notes the contract of each call that is answered in its user data, and says so.
 * @param {import('../deskside/client.mjs').WorkspaceClient} workspace
 * @param {(text: string) => void} show gets what happened, in words
 */
export function noteContracts(workspace, show) {
  /**
   * @param {string} interactionId
   * @param {string} contract
   */
  const note = async (interactionId, contract) => {
    try {
      await workspace.interaction.setUserData(interactionId, { Noted: contract });
      show(`Noted ${contract}`);
    } catch (error) {
      show(`Not noted: ${messageOf(error)}`);
    }
  };
  return workspace.subscribe('interaction', ({ data }) => {
    if (data.eventType !== 'ESTABLISHED') return;
    const { interactionId, userData } = data.interaction;
    const contract = userData.Contract;
    if (typeof contract !== 'string') show('This call has no contract.');
    else void note(interactionId, contract);
  });
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
