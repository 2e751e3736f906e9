import { isNode, LineCounter, parseDocument } from 'yaml';

/** The line of each step of a scenario's text, from 1. @param text from which a scenario was read, see readScenario */
export function stepLines(text: string): readonly number[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: true, logLevel: 'silent', uniqueKeys: false });
  const lines: number[] = [];
  for (let index = 0; ; index += 1) {
    const step = document.getIn(['steps', index], true);
    if (!isNode(step) || !step.range) return lines;
    lines.push(lineCounter.linePos(step.range[0]).line);
  }
}
