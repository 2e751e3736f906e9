import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { phaseOf } from '../../../../api/states';
import { kindLabelOf, nameOf } from '../../model/labels';
import { useSimulator } from '../simulatorContext';

/** Tells screen readers what has begun to ring. */
export function Announcer(): VNode {
  const { interactions } = useSimulator().desk.state;
  const known = useRef<ReadonlySet<string>>(new Set());
  const [text, setText] = useState('');
  useEffect(() => {
    const offered = [...interactions.values()].filter(({ machineState }) => phaseOf(machineState) === 'offered');
    const added = offered.filter(({ interactionId }) => !known.current.has(interactionId));
    known.current = new Set(offered.map(({ interactionId }) => interactionId));
    if (added.length > 0) setText(added.map((one) => `${kindLabelOf(one)} from ${nameOf(one)} is waiting.`).join(' '));
  });
  return (
    <div class="unseen" role="status" aria-live="assertive">
      {text}
    </div>
  );
}
