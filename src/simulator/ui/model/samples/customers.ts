import type { Contact, UserData } from '../../../../api/interaction';

/** An invented customer, who calls when the user names nobody. */
export interface Customer {
  readonly contact: Contact;
  readonly ani: string;
  readonly userData: UserData;
}

function customer(firstName: string, lastName: string, ani: string, userData: UserData): Customer {
  return { contact: { displayName: `${firstName} ${lastName}`, firstName, lastName }, ani, userData };
}

/** Used in turn. */
export const customers: readonly [Customer, ...Customer[]] = [
  customer('Vera', 'Lind', '5550111', { CustomerId: 'C-1042', Segment: 'Gold', Topic: 'Invoice' }),
  customer('Omar', 'Reyes', '5550121', { CustomerId: 'C-2210', Segment: 'Silver', Topic: 'New contract' }),
  customer('Mei', 'Tanaka', '5550133', { CustomerId: 'C-3177', Segment: 'Gold', Topic: 'Delivery' }),
  customer('Jonas', 'Weber', '5550140', { CustomerId: 'C-0981', Segment: 'Basic', Topic: 'Complaint' }),
  customer('Aisha', 'Bello', '5550158', { CustomerId: 'C-4405', Segment: 'Silver', Topic: 'Address change' }),
];
