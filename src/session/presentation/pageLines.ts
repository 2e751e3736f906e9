import type { PageInfo } from '../../protocol/messages';
import type { LinkStatus } from '../relayLink';
import type { LogLine } from './logLine';
import { pageLogName, placeText } from './pageFacts';
import { oneLine } from './text';

/** What to log when the pages that are known changed from `before` to `after`. */
export function pageLines(
  before: ReadonlyMap<string, PageInfo>,
  after: ReadonlyMap<string, PageInfo>,
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

function changeText(before: PageInfo | undefined, after: PageInfo): string | undefined {
  if (before === undefined) return `● ${pageText(after)} connected`;
  if (before.epoch !== after.epoch) return `● ${pageText(after)} was loaded again`;
  if (before.connected === after.connected) return undefined;
  return after.connected ? `● ${pageText(after)} is back` : `○ ${pageText(after)} is away`;
}

function pageText(info: PageInfo): string {
  return `page "${oneLine(pageLogName(info), 80)}" (${placeText(info.place)})`;
}
