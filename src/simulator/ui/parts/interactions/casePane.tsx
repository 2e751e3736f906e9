import type { VNode } from 'preact';
import { InteractionCard } from './interactionCard';
import { useSimulator } from '../simulatorContext';

/** The selected case with all its interactions. */
export function CasePane(): VNode {
  const simulator = useSimulator();
  const { cases, interactions, selectedCaseId } = simulator.desk.state;
  const ids = cases.get(selectedCaseId ?? '')?.interactionIds ?? [];
  return (
    <main class="case-pane" aria-label="Selected case">
      {ids.length === 0 && (
        <div class="nothing">
          <p>No case is open.</p>
          <p class="quiet">Press “Inbound call” in the simulator below: it rings here, and every widget hears of it.</p>
        </div>
      )}
      {ids.map((id) => {
        const interaction = interactions.get(id);
        return interaction === undefined ? null : <InteractionCard key={id} interaction={interaction} />;
      })}
    </main>
  );
}
