import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Simulator } from '../model/simulator';

export const SimulatorContext = createContext<Simulator | undefined>(undefined);

/** The simulator behind the page. */
export function useSimulator(): Simulator {
  const simulator = useContext(SimulatorContext);
  if (simulator === undefined) throw new Error('There is no SimulatorContext around this component.');
  return simulator;
}
