import type { NumberedPageInfo } from '../../session/page';
import type { LinkStatus } from '../../session/link/toolLink';
import type { LogLine } from './logLine';
import { pageLogName, placeText } from '../connection/pageFacts';
import { oneLine, quoted } from '../text/text';

/** What to log when the pages that are known changed from `before` to `after`. */
export function pageLines(
  before: ReadonlyMap<string, NumberedPageInfo>,
  after: ReadonlyMap<string, NumberedPageInfo>,
): readonly LogLine[] {
  const texts = [...after].map(([id, info]) => changeText(before.get(id), info));
  const gone = [...before].filter(([id]) => !after.has(id)).map(([, info]) => `○ ${pageText(info)} left`);
  return [...texts.filter((text) => text !== undefined), ...gone].map((text) => ({ level: 'info', text }));
}

/** What to log when the connection to the relay changed. */
export function statusLine(status: LinkStatus): LogLine {
  switch (status.kind) {
    case 'off':
      return { level: 'info', text: '○ not connected' };
    case 'connecting':
      return { level: 'debug', text: `… connecting to ${oneLine(status.url)}` };
    case 'connected':
      return { level: 'info', text: `● connected to ${oneLine(status.relay)} at ${oneLine(status.url)}` };
    case 'trouble':
      return { level: 'warn', text: `▲ ${oneLine(status.message, 500)} (${oneLine(status.url)})` };
  }
}

function changeText(before: NumberedPageInfo | undefined, after: NumberedPageInfo): string | undefined {
  if (before === undefined) return `● ${pageText(after)} connected`;
  if (before.epoch !== after.epoch) return `● ${pageText(after)} was loaded again`;
  if (before.connected === after.connected) return undefined;
  return after.connected ? `● ${pageText(after)} is back` : `○ ${pageText(after)} is away`;
}

function pageText(info: NumberedPageInfo): string {
  return `page ${quoted(pageLogName(info))} (${placeText(info.place)})`;
}
