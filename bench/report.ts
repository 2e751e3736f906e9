import { availableParallelism, cpus, loadavg } from 'node:os';

/** What an issue asks of a measure: of the figure itself, or of its ratio to the baseline. */
export interface Bound {
  readonly of: 'figure' | 'ratio';
  readonly is: 'atLeast' | 'atMost';
  readonly value: number;
}

/** One line of the table. */
export interface Row {
  readonly measure: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline?: number;
  /** Ours to the baseline; where rounds took turns it is the median of theirs, so that it need not be the quotient. */
  readonly ratio?: number;
  readonly bound?: Bound;
}

/** What a benchmark found. */
export interface Findings {
  readonly rows: readonly Row[];
  /** What one has to know to read the rows: how it was measured, a curve, what is not in the figure. */
  readonly notes: readonly string[];
}

const titles = ['Measure', 'Ours', 'Baseline', 'Ratio', 'Bound', 'Met'];

/** Where and when it was measured, and how much else the machine had to do: the load, in cores, of the minute before. */
export function circumstances(now: Date): string {
  const [model] = cpus().map((cpu) => cpu.model.trim());
  const machine = `${availableParallelism()} cores (${model ?? 'unknown'}), load before ${loadavg()[0]?.toFixed(1) ?? 'unknown'}`;
  return `${now.toISOString().slice(0, 10)}, Node ${process.versions.node}, ${machine}`;
}

/** The rows as a table in Markdown, aligned to be read as it is. */
export function table(rows: readonly Row[]): string {
  const cells = [titles, ...rows.map(cellsOf)];
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function cellsOf(row: Row): readonly string[] {
  const { measure, unit, ours, baseline, ratio, bound } = row;
  return [
    measure,
    `${figure(ours)} ${unit}`,
    baseline === undefined ? '' : `${figure(baseline)} ${unit}`,
    ratio === undefined ? '' : ratio.toFixed(2),
    bound === undefined ? '' : boundText(bound, unit),
    bound === undefined ? '' : isMet(row, bound) ? 'yes' : 'NO',
  ];
}

function isMet({ ours, ratio }: Row, { of, is, value }: Bound): boolean {
  const measured = of === 'figure' ? ours : (ratio ?? NaN);
  return is === 'atLeast' ? measured >= value : measured <= value;
}

function boundText({ of, is, value }: Bound, unit: string): string {
  return `${is === 'atLeast' ? '≥' : '≤'} ${of === 'figure' ? `${figure(value)} ${unit}` : value.toString()}`;
}

/** Three digits that mean something, and thousands apart. */
function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits)).toLocaleString('en-US');
}
