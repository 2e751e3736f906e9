import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { phaseOf } from '../../../../api/states';
import type { DeskCase, DeskInteraction } from '../../../desk/state/types';
import { kindLabelOf, nameOf } from '../../model/labels';
import type { Simulator } from '../../model/simulator';
import { ActionButtons } from './actionButtons';
import { Icon } from '../controls/icon';
import { StateBadge } from './stateBadge';
import { useSimulator } from '../simulatorContext';

/** How many cases are drawn at first, and how many more at a time: drawing a thousand at each event would take too long. */
const atATime = 100;

/** All cases: first those that wait for the agent's yes or no, then the others, the newest first. */
export function CaseList(): VNode {
  const simulator = useSimulator();
  const { cases, interactions, selectedCaseId } = simulator.desk.state;
  const [most, setMost] = useState(atATime);
  const rows = [...cases.values()].reverse().map((item) => ({
    item,
    members: item.interactionIds.map((id) => interactions.get(id)).filter((member) => member !== undefined),
    selected: item.caseId === selectedCaseId,
  }));
  const offered = rows.filter(({ members }) => members.some(isOffered));
  const others = rows.filter(({ members }) => !members.some(isOffered));
  const drawn = [...offered, ...others].filter(({ selected }, place) => place < most || selected);
  return (
    <nav class="case-list" aria-label="Cases">
      <h2>
        Cases <span class="count">{cases.size}</span>
      </h2>
      {cases.size === 0 && <p class="quiet">Nothing to do. Bring in a call below.</p>}
      <ul>
        {drawn.map((row) => (
          <CaseRow key={row.item.caseId} simulator={simulator} {...row} />
        ))}
      </ul>
      {drawn.length < rows.length && (
        <button type="button" onClick={() => setMost(most + atATime)}>
          Show more ({rows.length - drawn.length})
        </button>
      )}
    </nav>
  );
}

function isOffered({ machineState }: DeskInteraction): boolean {
  return phaseOf(machineState) === 'offered';
}

interface CaseRowProps {
  readonly simulator: Simulator;
  readonly item: DeskCase;
  readonly members: readonly DeskInteraction[];
  readonly selected: boolean;
}

/** Drawn again only when something of the case has changed. */
function CaseRow({ simulator, item, members, selected }: CaseRowProps): VNode {
  return useMemo(() => drawRow(simulator, item, members, selected), [item, selected, ...members]);
}

function drawRow(simulator: Simulator, item: DeskCase, members: readonly DeskInteraction[], selected: boolean): VNode {
  const { caseId, mainInteractionId, expanded } = item;
  const main = members.find(({ interactionId }) => interactionId === mainInteractionId) ?? members[0];
  const rest = members.filter((member) => member !== main);
  const offered = members.find(isOffered);
  if (main === undefined) return <li hidden />;
  return (
    <li class={`case ${selected ? 'selected' : ''} ${offered === undefined ? '' : 'offered'}`}>
      <div class="case-head">
        <button
          type="button"
          class="case-button"
          aria-current={selected ? 'true' : undefined}
          onClick={() => simulator.act({ do: 'selectCase', caseId })}
        >
          <Icon name={main.machine} />
          <span class="case-name">
            <span class="unseen">{kindLabelOf(main)}: </span>
            {nameOf(main)}
          </span>
          <StateBadge interaction={main} />
        </button>
        {rest.length > 0 && (
          <button
            type="button"
            class="bare"
            aria-expanded={expanded}
            aria-label={`Consultations of ${nameOf(main)}`}
            onClick={() => simulator.act({ do: expanded ? 'collapseCase' : 'expandCase', caseId })}
          >
            <Icon name={expanded ? 'down' : 'right'} />
          </button>
        )}
      </div>
      {expanded && rest.length > 0 && (
        <ul class="case-rest">
          {rest.map((member) => (
            <li key={member.interactionId}>
              <Icon name={member.machine} />
              <span class="case-name">
                {nameOf(member)} <small class="quiet">{kindLabelOf(member)}</small>
              </span>
              <StateBadge interaction={member} />
            </li>
          ))}
        </ul>
      )}
      {offered !== undefined && !selected && <ActionButtons interaction={offered} only={['accept', 'reject']} />}
    </li>
  );
}
