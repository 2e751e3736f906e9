import type { Locator } from 'playwright-core';
import type { OwnWidget } from './ownWidget';
import type { Workbench } from './workbench';

/** Starts debugging with F5, and waits until an event of a ringing call has stopped the widget at a breakpoint in its script. */
export async function stopAtEvent(workbench: Workbench, widget: OwnWidget): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('widget.js');
  await workbench.goTo(widget.eventLine);
  await workbench.runCommand('Debug: Toggle Breakpoint');
  await page.keyboard.press('F5');
  await untilStopped(workbench);
  await page.locator('.debug-top-stack-frame-line').first().waitFor();
}

/** Waits until an event of a ringing call has stopped a widget, and the variables show the event. */
export async function untilStopped(workbench: Workbench): Promise<void> {
  const row = (name: RegExp): Locator => workbench.page.getByRole('treeitem', { name }).first();
  // Newer versions do not open it by themselves.
  await workbench.expand(row(/Local/));
  await row(/eventType.*RINGING/).waitFor();
}

/** Stops debugging, and waits until Deskside, which it had started, is off. */
export async function stopDebugging(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Debug: Stop');
  await workbench.status(/Deskside$/).waitFor();
}
