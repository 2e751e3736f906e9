import * as v from 'valibot';

const stepReportSchema = v.strictObject({
  /** Counts from 1. */
  step: v.number(),
  /** Its name, or what it does in words. */
  text: v.string(),
  outcome: v.picklist(['open', 'waiting', 'ok', 'failed', 'skipped']),
  /** Why it failed, in a sentence. */
  why: v.exactOptional(v.string()),
  /** What was expected, and what there was instead, as texts of several lines that can be compared. */
  expected: v.exactOptional(v.string()),
  actual: v.exactOptional(v.string()),
  /** When it ended, in milliseconds since the scenario began. */
  atMs: v.exactOptional(v.number()),
});
export type StepReport = Readonly<v.InferOutput<typeof stepReportSchema>>;

/** How a step ended, or where it stands. */
export type StepOutcome = StepReport['outcome'];

/** How a scenario went, or how it goes; also as it comes out of a page, to be checked. */
export const scenarioReportSchema = v.strictObject({
  scenario: v.string(),
  outcome: v.picklist(['running', 'passed', 'failed']),
  steps: v.pipe(v.array(stepReportSchema), v.readonly()),
});
export type ScenarioReport = Readonly<v.InferOutput<typeof scenarioReportSchema>>;
