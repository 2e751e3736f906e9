import * as vscode from 'vscode';
import { describeStep } from '../../simulator/scenario/run/describe';
import { readScenario } from '../../simulator/scenario/format/readScenario';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import { stepLines } from '../../simulator/scenario/format/stepLines';
import { pathOf, readText } from '../ui/files';

/** A scenario as its file holds it now, saved or not. */
export interface ScenarioSource {
  readonly scenario: Scenario;
  /** The line of each step, from 1. */
  readonly stepLines: readonly number[];
}

/** Why a file holds no scenario, and where. */
export interface ScenarioFlaw {
  readonly wrong: string;
  readonly location: vscode.Location;
}

/** Reads the scenario of a file: what an editor shows of it, or else what is saved. */
export async function scenarioSourceOf(uri: vscode.Uri): Promise<ScenarioSource | ScenarioFlaw> {
  const text = await readText(pathOf(uri));
  if (text === undefined) {
    const top = new vscode.Position(0, 0);
    return { wrong: 'The file is gone, or it cannot be read.', location: new vscode.Location(uri, top) };
  }
  const read = readScenario(text);
  if ('scenario' in read) return { scenario: read.scenario, stepLines: stepLines(text) };
  const [{ line, column, problem }, ...others] = read.problems;
  const more = others.length === 0 ? '' : ` There are ${others.length} more mistakes.`;
  const at = new vscode.Position(line - 1, column - 1);
  return { wrong: `Line ${line}: ${problem}${more}`, location: new vscode.Location(uri, at) };
}

/** The steps of a file as the Testing view shows them. */
export async function stepsOf(uri: vscode.Uri): Promise<
  | { readonly wrong: string }
  | {
      readonly name: string;
      readonly range: vscode.Range;
      readonly steps: readonly { readonly text: string; readonly range: vscode.Range }[];
    }
> {
  const source = await scenarioSourceOf(uri);
  if ('wrong' in source) return source;
  const { scenario, stepLines: lines } = source;
  const lineRange = (line: number) => new vscode.Range(line, 0, line, 0);
  return {
    name: scenario.scenario,
    range: lineRange(0),
    steps: scenario.steps.map((step, index) => ({
      text: describeStep(step),
      range: lineRange((lines[index] ?? 1) - 1),
    })),
  };
}
