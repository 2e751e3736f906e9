/** The names that `service.subscribe` takes; a messenger channel is `messenger:<channel>`. Source: reference. */
export const eventNames = ['agent', 'interaction', 'media', 'outbound', 'system', 'markdone'] as const;

export const messengerEventPrefix = 'messenger:';
