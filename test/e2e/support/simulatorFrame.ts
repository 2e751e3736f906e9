import type { Frame, Page } from 'playwright-core';
import { httpPaths } from '../../../src/protocol/handshake';

/** The simulated Workspace somewhere inside a page, as soon as it is there. */
export async function simulatorFrame(page: Page): Promise<Frame> {
  return page.frames().find(isSimulator) ?? page.waitForEvent('framenavigated', isSimulator);
}

function isSimulator(frame: Frame): boolean {
  return frame.url().startsWith('http://127.0.0.1:') && new URL(frame.url()).pathname === httpPaths.workspace;
}
