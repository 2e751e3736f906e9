import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';
import { say } from '../../../scripts/hosts/say';
import { stopAtEvent, stopDebugging } from '../support/debugging';
import { OwnWidget } from '../support/ownWidget';
import { Product } from '../support/product';
import { themes } from './themes';

/** A widget at a breakpoint, for docs/debugging.md. */
export async function debugging(scheme: keyof typeof themes): Promise<void> {
  const widget = await OwnWidget.start({ scenario: 'inbound-call' });
  const product = await Product.start({
    files: widget.files,
    colorScheme: scheme,
    settings: { 'workbench.colorTheme': themes[scheme], 'editor.minimap.enabled': false },
    viewport: { width: 1200, height: 700 },
  });
  try {
    const { workbench } = product;
    await stopAtEvent(workbench, widget);
    await workbench.clearNotifications();
    const path = join(root, 'media', 'pictures', `debugging-${scheme}.png`);
    await workbench.page.screenshot({ path });
    say(path);
    // The browser that is debugged writes into a folder that goes.
    await stopDebugging(workbench);
  } finally {
    await product.stop();
    await widget.stop();
  }
}
