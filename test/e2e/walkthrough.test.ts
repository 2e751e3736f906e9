import assert from 'node:assert/strict';
import manifest from '../../package.json';
import { OwnWidget } from './support/ownWidget';
import { Product } from './support/product';
import { walkthroughFiles, walkthroughSteps } from './support/walkthrough';

describe('the walkthrough', () => {
  let widget: OwnWidget;
  let product: Product;
  before(async () => {
    widget = await OwnWidget.start();
    product = await Product.start({ files: walkthroughFiles });
  });
  after(async () => {
    await product.stop();
    await widget.stop();
  });

  /** The mark of a step in the open walkthrough; VS Code says by it whether the step is done. */
  const mark = (id: string, done: boolean) =>
    product.workbench.page.locator(`[data-done-step-id$="#${id}"][aria-checked="${done}"]`);

  it('is opened by its command, shows a picture for each step, and each step ticks itself off when it was done', async () => {
    const { workbench } = product;
    const steps = walkthroughSteps(product, widget);
    assert.deepEqual(
      steps.map(({ id }) => id),
      manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps.map(({ id }) => id)),
    );
    for (const { id, begin, end } of steps) {
      await workbench.runCommand('Deskside: Get Started');
      await mark(id, false).click({ trial: true });
      await begin();
      await end?.();
      await workbench.runCommand('Deskside: Get Started');
      await mark(id, true).waitFor();
    }
    await workbench.page.waitForFunction(() => {
      const picture = document.querySelector<HTMLImageElement>('.getting-started-media img');
      return picture !== null && picture.complete && picture.naturalWidth > 0;
    });
  });
});
