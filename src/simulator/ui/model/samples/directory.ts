import type { TargetType } from '../../../../api/targetQuery';

/** The invented targets that the team communicator offers, by kind. The user can type any other destination. */
export const directory: Readonly<Record<TargetType, readonly { destination: string; label: string }[]>> = {
  AGENT: [
    { destination: '1002', label: 'Ben Carter' },
    { destination: '1003', label: 'Chloé Dubois' },
    { destination: '1004', label: 'Dmitri Orlov' },
  ],
  AGENT_GROUP: [
    { destination: 'Billing', label: 'Billing' },
    { destination: 'Second level', label: 'Second level' },
  ],
  SKILL: [
    { destination: 'French', label: 'French' },
    { destination: 'Contracts', label: 'Contracts' },
  ],
  INTERACTION_QUEUE: [
    { destination: 'Inbound default', label: 'Inbound default' },
    { destination: 'Complaints', label: 'Complaints' },
  ],
  ROUTING_POINT: [
    { destination: '8100', label: 'Service line' },
    { destination: '8200', label: 'Sales line' },
  ],
  CUSTOM_CONTACT: [{ destination: '5550199', label: 'Field service' }],
};
