import type { VNode } from 'preact';
import type { ScenarioReport, StepOutcome, StepReport } from '../../scenario/run/report';

const outcomeLabels: Readonly<Record<StepOutcome, string>> = {
  open: 'to come',
  waiting: 'now',
  ok: 'done',
  failed: 'failed',
  skipped: 'left out',
};

/** How a scenario or a replay goes, step by step. */
export function PlayReport({ report }: { readonly report: ScenarioReport }): VNode {
  return (
    <>
      <p role="status">
        <strong>
          {report.scenario}: {report.outcome}
        </strong>
      </p>
      <ol class="scenario-steps">
        {report.steps.map((step) => (
          <StepLine key={step.step} step={step} />
        ))}
      </ol>
    </>
  );
}

function StepLine({ step: { text, outcome, why, expected, actual } }: { readonly step: StepReport }): VNode {
  return (
    <li class={outcome} aria-current={outcome === 'waiting' ? 'step' : undefined}>
      {text} <small class="quiet">{outcomeLabels[outcome]}</small>
      {why !== undefined && <p class="problem">{why}</p>}
      {expected !== undefined && actual !== undefined && (
        <dl class="compared">
          <div>
            <dt>Expected</dt>
            <dd>
              <pre>{expected}</pre>
            </dd>
          </div>
          <div>
            <dt>Instead</dt>
            <dd>
              <pre>{actual}</pre>
            </dd>
          </div>
        </dl>
      )}
    </li>
  );
}
