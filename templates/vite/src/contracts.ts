import type { WorkspaceClient } from 'deskside/client';

/**
 * Notes the contract of each call that is answered in its user data, and says so.
 * @param show gets what happened, in words
 * @returns ends it
 */
export function noteContracts(workspace: WorkspaceClient, show: (text: string) => void): Promise<() => Promise<void>> {
  const note = async (interactionId: string, contract: string): Promise<void> => {
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

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
