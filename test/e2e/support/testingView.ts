import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** VS Code's Testing view, by what its user sees. */
export class TestingView {
  private constructor(private readonly workbench: Workbench) {}

  /** Shows it, and waits until it lists this many tests. */
  static async open(workbench: Workbench, count: number): Promise<TestingView> {
    await workbench.showContainer('Testing');
    const view = new TestingView(workbench);
    await view.#rows.nth(count - 1).waitFor();
    return view;
  }

  get #rows(): Locator {
    return this.workbench.tree('Test Explorer');
  }

  /**
   * A test or a step.
   * @param state how it stands in the words of the view, such as `Passed`
   */
  test(label: string, state = ''): Locator {
    return this.#rows.filter({ hasText: label }).and(this.workbench.page.locator(`[aria-label*="(${state}"]`));
  }

  /** A test that is played now: of those the label in the view may still say that they are queued. */
  running(label: string): Locator {
    return this.test(label).filter({ has: this.workbench.page.locator('.computed-state.codicon-loading') });
  }

  /** Presses a button of a test, such as `Debug Test`. */
  async press(label: string, button: string): Promise<void> {
    await this.workbench.act(this.test(label).first(), button);
  }

  /** Waits until a test stands so. */
  async waitFor(label: string, state: string): Promise<void> {
    await this.test(label, state).first().waitFor();
  }
}
