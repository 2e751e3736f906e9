/** Lines of the log that are looked through for links: those that somebody scrolls to. */
const mostLines = 5000;

/** Two spaces, an at sign and the number of the record, at the end of a line that begins as VS Code and the log begin it. */
const marked = /^\d{4}-\d\d-\d\d [\d:.]+ \[\w+\] \d\d:\d\d:\d\d\.\d{3} .* (@(\d{1,15}))$/;

/** What stands at the end of the line of a record, so that the line leads to it. */
export function recordMark(entry: number): string {
  return `  @${entry}`;
}

/** A place in the log that leads to a record; lines and columns count from 0. */
export interface RecordLink {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** The id of the entry in the history. */
  readonly entry: number;
}

/** The marks of records in the last lines of a log. */
export function recordLinks(text: string): readonly RecordLink[] {
  const lines = text.split('\n');
  const first = Math.max(0, lines.length - mostLines);
  return lines.slice(first).flatMap((line, index): RecordLink[] => {
    const found = marked.exec(line.trimEnd());
    const [whole, mark, digits] = found ?? [];
    if (whole === undefined || mark === undefined) return [];
    return [{ line: first + index, from: whole.length - mark.length, to: whole.length, entry: Number(digits) }];
  });
}
