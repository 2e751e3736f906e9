import { version } from '../../package.json';
import { checks } from '../language/checks/checks';
import type { Severity } from '../language/checks/check';
import type { Problem } from '../language/checks/findProblems';
import { terminalLine } from './terminalText';

/** A problem with its place in a file: line and column count from 1. */
export interface FileProblem extends Problem {
  /** From the folder in which the command runs, with `/` between its parts. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' };

/** The ways to print what was found. */
export const reportFormats = { text, json, sarif } as const;
export type ReportFormat = keyof typeof reportFormats;

function text(problems: readonly FileProblem[]): string {
  return problems
    .map(
      ({ file, line, column, message, check }) =>
        `${terminalLine(`${file}:${line}:${column} ${message} (${check})`)}\n`,
    )
    .join('');
}

function json(problems: readonly FileProblem[]): string {
  const entries = problems.map(({ file, line, column, message, check, severity }) => ({
    file,
    line,
    column,
    severity,
    check,
    message,
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** SARIF 2.1.0, which code scanning services read. */
function sarif(problems: readonly FileProblem[]): string {
  const rules = checks.map(({ name, summary, severity }) => ({
    id: name,
    shortDescription: { text: summary },
    defaultConfiguration: { level: levels[severity] },
  }));
  const results = problems.map(({ check, severity, message, file, line, column }) => ({
    ruleId: check,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file) },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Deskside', version, rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
