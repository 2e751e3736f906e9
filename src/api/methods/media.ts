import type { MethodSpec } from '../method';
import { stateOperationName } from './parameters';

export const mediaMethods = [
  {
    namespace: 'media',
    name: 'getMediaList',
    title: 'Get Media List',
    doc: 'Gets the media of the agent with their states.',
    parameters: [],
    result: 'Media[]',
    evidence: 'doc',
  },
  {
    namespace: 'media',
    name: 'getMediaByName',
    title: 'Get Media by Name',
    doc: 'Gets one media with its state.',
    parameters: [{ name: 'name', kind: 'mediaName', doc: 'Name of the media.', example: 'voice' }],
    result: 'Media',
    evidence: 'doc',
  },
  {
    namespace: 'media',
    name: 'setState',
    title: 'Set Media State',
    doc: 'Sets the state of the agent on one media.',
    parameters: [
      { name: 'mediaName', kind: 'mediaName', doc: 'Name of the media.', example: 'voice' },
      stateOperationName,
    ],
    result: 'void',
    evidence: 'doc',
    actsOnCustomer: true,
  },
] as const satisfies readonly MethodSpec[];
