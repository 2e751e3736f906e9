import { stopAtEvent, stopDebugging } from '../support/debugging';
import { OwnWidget } from '../support/ownWidget';
import { photograph } from './photograph';
import type { Theme } from './themes';

/** A widget at a breakpoint, for docs/debugging.md. */
export async function debugging(theme: Theme): Promise<void> {
  const widget = await OwnWidget.start({ scenario: 'inbound-call' });
  try {
    await photograph(
      theme,
      { files: widget.files, viewport: { width: 1200, height: 700 } },
      async ({ workbench }, take) => {
        await stopAtEvent(workbench, widget);
        await workbench.clearNotifications();
        await take('debugging');
        // The browser that is debugged writes into a folder that goes.
        await stopDebugging(workbench);
      },
    );
  } finally {
    await widget.stop();
  }
}
