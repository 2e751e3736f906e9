// The methods of the namespace `interaction`, with the arguments that make sense for an interaction.
// `chosen` is the chosen interaction, or undefined; `consultation` is it, or the one that it has, or undefined.

const target = { type: 'AGENT', destination: '1002' };
const userData = { Reason: 'Sample widget' };
const id = (interaction) => interaction?.interactionId ?? '1';

export const methods = [
  { name: 'getInteractions', args: () => [] },
  { name: 'getByInteractionId', args: ({ chosen }) => [id(chosen)] },
  { name: 'accept', args: ({ chosen }) => [id(chosen)] },
  { name: 'reject', args: ({ chosen }) => [id(chosen)] },
  { name: 'setUserData', args: ({ chosen }) => [id(chosen), { Note: 'Set by the sample widget' }] },
  { name: 'deleteUserData', args: ({ chosen }) => [id(chosen), 'Note'] },
  { name: 'selectCaseByCaseId', args: ({ chosen }) => [chosen?.caseId ?? ''] },
  { name: 'consult', args: ({ chosen }) => [id(chosen), target, userData, {}] },
  { name: 'completeTransfer', args: ({ consultation }) => [id(consultation)] },
  { name: 'completeConference', args: ({ consultation }) => [id(consultation)] },
  { name: 'singleStepTransfer', args: ({ chosen }) => [id(chosen), target, userData, {}] },
  { name: 'singleStepConference', args: ({ chosen }) => [id(chosen), target, userData, {}] },
  { name: 'blockMarkdone', args: ({ chosen }) => [id(chosen), 'Please save the form first.'] },
  { name: 'unblockMarkdone', args: ({ chosen }) => [id(chosen)] },
  { name: 'markdone', args: ({ chosen }) => [id(chosen)] },
];
