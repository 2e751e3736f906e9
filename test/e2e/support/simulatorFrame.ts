import type { Frame, Page } from 'playwright-core';
import { httpPaths } from '../../../src/protocol/handshake';

/** The simulated Workspace somewhere inside a page, as soon as it is there. */
export async function simulatorFrame(page: Page): Promise<Frame> {
  return page.frames().find(isSimulator) ?? page.waitForEvent('framenavigated', isSimulator);
}

/** The simulated Workspace that something opens anew. */
export async function openedSimulator(page: Page, open: () => Promise<void>): Promise<Frame> {
  const [frame] = await Promise.all([page.waitForEvent('framenavigated', isSimulator), open()]);
  return frame;
}

function isSimulator(frame: Frame): boolean {
  return frame.url().startsWith('http://127.0.0.1:') && new URL(frame.url()).pathname === httpPaths.workspace;
}
