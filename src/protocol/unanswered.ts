/** Why a service was not answered where Workspace did not refuse it: what stands under `refused` in a desk record then. */
export const unanswered = {
  notAsked: 'It could not be asked.',
  noReply: 'No reply.',
  workspace: 'Workspace does not answer.',
  outside: 'The page is not inside Workspace.',
} as const;
