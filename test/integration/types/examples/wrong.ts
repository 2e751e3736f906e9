// Uses of the API that are wrong. A mark before a place names the error that every version of TypeScript reports there.
export {};
const { service } = genesys.wwe;

service.interaction./*! 2551 */acept('1');
service./*! 2551 */interactions.accept('1');
service.interaction.accept(/*! 2345 */1);
service.interaction./*! 2554 */setUserData('1');
service.interaction.setUserData('1', /*! 2345 */'Contract');
service.interaction.accept('1', /*! 2345 */'done');
service.interaction.consult('1', { type: 'AGENT', /*! 2353 */dest: '1001' }, {}, {});
service.interaction.consult('1', /*! 2345 */{ type: 'AGENT' }, {}, {});
service.interaction.singleStepTransfer('1', { type: 'AGENT', destination: '1', /*! 2353 */media: 'voice' }, {}, {});
service.interaction.getInteractions((reply) => console.log(reply./*! 2339 */length));
service.interaction.getByInteractionId('1', ({ data }) => console.log(/*! 18047 */data.state));
service.interaction.accept('1', undefined, (failure) => console.log(failure./*! 2339 */errorMessage));
service.system.popupToast({ /*! 2561 */titel: 'Hello' });
service.auth.getJwtToken(({ data }) => data./*! 2339 */token);
service.subscribe(/*! 2345 */'interactions', () => undefined);
service.subscribe('interaction', ({ data }) => console.log(data./*! 2339 */interaction));
service.subscribe('interaction', ({ data }) => /*! 2367 */data.eventType === 'RINGNG');
service.subscribe('agent', ({ data }) => data./*! 2551 */typ);
service.subscribe('messenger:news', ({ data }) => console.log(/*! 18046 */data.text));
service.unsubscribe(/*! 2345 */'agent');
service.targetWWEWindow(/*! 2345 */'parent');
