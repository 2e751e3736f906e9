import type { VNode } from 'preact';
import type { DeskInteraction } from '../../../desk/state/types';

/** Who takes part, and what else an agent wants to know at a glance. */
export function InteractionFacts({ interaction }: { readonly interaction: DeskInteraction }): VNode {
  const { parties, call, preview, previousState } = interaction;
  const facts: [string, string | undefined][] = [
    ['Parties', parties.map(({ name }) => name ?? '?').join(', ')],
    ['From', call?.ani],
    ['To', call?.dnis],
    ['Call type', call?.callType],
    ['Recording', call !== undefined && call.recordingState !== 'STOPPED' ? call.recordingState : undefined],
    ['Not answered', call?.ronaCallState],
    ['Campaign', preview?.campaign],
    ['Previous state', previousState],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== undefined &&
          value !== '' && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
