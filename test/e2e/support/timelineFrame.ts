import type { Frame, Page } from 'playwright-core';
import { until } from '../../support/until';

/** As long as any step of the workbench may take. */
const patienceMs = 90_000;

/** A timeline somewhere inside a page, as soon as it is there; the last one where there are several. */
export function timelineFrame(page: Page): Promise<Frame> {
  return until(
    'a timeline',
    async () => {
      for (const frame of [...page.frames()].reverse()) {
        // A frame may go while it is asked.
        const found = await frame
          .getByRole('toolbar', { name: 'Timeline' })
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      return undefined;
    },
    patienceMs,
  );
}
