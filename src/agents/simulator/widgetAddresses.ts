import type { SimulatorWidgets } from './simulatorControl';

/** Names and numbers of this machine. */
const thisMachine = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Those of the addresses that an agent may not open without the user: they are neither on this machine nor on a site whose
 * widget the user named. An address alone can carry data away.
 */
export function foreignAddresses(
  addresses: readonly string[],
  { widgets = [], interactionWidgets = [] }: SimulatorWidgets,
): readonly string[] {
  const named = new Set([...widgets, ...interactionWidgets].filter((each) => URL.canParse(each)).map(originOf));
  return addresses.filter((each) => !thisMachine.test(new URL(each).hostname) && !named.has(originOf(each)));
}

function originOf(address: string): string {
  return new URL(address).origin;
}
