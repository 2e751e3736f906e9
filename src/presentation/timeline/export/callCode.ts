import { findMethod } from '../../../api/catalogue';

/** The call as a line of a widget's code, with a callback for each outcome where the service has them. */
export function callCode(service: string, parameters: readonly unknown[]): string {
  const values = parameters.map((value) => JSON.stringify(value, null, 2));
  const callbacks = findMethod(service) === undefined ? [] : ['(reply) => {}', '(reply) => {}'];
  return `genesys.wwe.service.${service}(${[...values, ...callbacks].join(', ')});\n`;
}
