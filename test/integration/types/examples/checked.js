// JavaScript that TypeScript checks, with the types in JSDoc.
export {};
const { service } = genesys.wwe;

/** @param {genesys.wwe.EventOf<'interaction'>} message */
function onInteraction({ data }) {
  if (data.eventType === 'ESTABLISHED') service.interaction.setUserData(data.interaction.interactionId, { Seen: 'yes' });
}
service.subscribe('interaction', onInteraction);
service.interaction./*! 2551 */markDone('1');
window.genesys.wwe.service.agent.getState(({ data }) => console.log(data.displayName, data./*! 2339 */name));
