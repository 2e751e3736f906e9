import type { MethodSpec } from '../method';

export const messengerMethods = [
  {
    namespace: 'messenger',
    name: 'broadcastMessage',
    title: 'Broadcast Message',
    doc: 'Sends a message to all who subscribed to messenger:<channel>.',
    parameters: [
      { name: 'channel', kind: 'string', doc: 'Name of the channel.', example: 'myChannel' },
      { name: 'message', kind: 'json', doc: 'The message.', example: { text: 'Hello' } },
    ],
    result: 'void',
    evidence: 'doc',
  },
] as const satisfies readonly MethodSpec[];
