import assert from 'node:assert/strict';
import { pageLines, statusLine } from '../../../src/presentation/log/pageLines';
import type { LinkStatus } from '../../../src/session/link/toolLink';
import type { NumberedPageInfo } from '../../../src/session/page';
import { TestPage } from './pages';

const url = 'ws://127.0.0.1:23375/tool';
const trouble: LinkStatus = { kind: 'trouble', url, message: 'No relay answers there.', retrying: true };

describe('the log of pages and connection', () => {
  it('tells who came, went, was away, came back and was loaded again', () => {
    const { info } = new TestPage();
    const lines = (before: NumberedPageInfo | undefined, after: NumberedPageInfo | undefined): string[] => {
      const map = (each: NumberedPageInfo | undefined): Map<string, NumberedPageInfo> =>
        new Map(each && [[each.page, each]]);
      return pageLines(map(before), map(after)).map(({ text }) => text);
    };
    const away = { ...info, connected: false };
    assert.deepEqual(
      [
        lines(undefined, info),
        lines(info, away),
        lines(away, info),
        lines(info, { ...info, epoch: 2 }),
        lines(info, undefined),
        lines(info, info),
      ].flat(),
      [
        '● page “localhost:5173/index.html” (widget) connected',
        '○ page “localhost:5173/index.html” (widget) is away',
        '● page “localhost:5173/index.html” (widget) is back',
        '● page “localhost:5173/index.html” (widget) was loaded again',
        '○ page “localhost:5173/index.html” (widget) left',
      ],
    );
    assert.equal(statusLine(trouble).text, `▲ No relay answers there. (${url})`);
  });
});
