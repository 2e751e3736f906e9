import type { UserData } from '../../../../api/interaction';
import type { Inbound } from '../../../desk/rules/actions';
import { customers } from './customers';

/** The fields of the control panel. An empty field gets an invented value. */
export interface ArrivalFields {
  readonly ani: string;
  readonly dnis: string;
  readonly contact: string;
  readonly userData: UserData | undefined;
}

/** Makes the next inbound interaction: from the fields, and from the invented customers in turn. */
export class Arrivals {
  fields: ArrivalFields = { ani: '', dnis: '', contact: '', userData: undefined };
  #turn = 0;

  next(kind: Pick<Inbound, 'media' | 'callType' | 'conference'>): Inbound {
    const { ani, dnis, contact, userData } = this.fields;
    const customer = customers[this.#turn % customers.length] ?? customers[0];
    this.#turn += 1;
    const named = contact.trim();
    const [firstName = '', ...rest] = named.split(/\s+/);
    return {
      happens: 'inbound',
      ...kind,
      ani: ani.trim() || customer.ani,
      ...(dnis.trim() === '' ? {} : { dnis: dnis.trim() }),
      contact: named === '' ? customer.contact : { displayName: named, firstName, lastName: rest.join(' ') },
      userData: userData ?? customer.userData,
    };
  }
}
