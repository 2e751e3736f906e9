import assert from 'node:assert/strict';
import { BridgeRig } from './bridgeRig';
import type { WidgetOptions } from './bridgeSite';
import type { BridgeTool } from './bridgeTool';
import type { OpenBrowser } from './openBrowser';
import { sharedBrowser } from './sharedBrowser';

/** A widget with a client library, and the bridge before it. */
export const libraryWidget: WidgetOptions = { scripts: ['watched', 'bridge', 'clientLibrary', 'libraryWidget'] };

/** What the tests of a suite share: one rig for all, and a tool for each. Made within `describe`. */
export class BridgeSuite {
  #rig: BridgeRig | undefined;
  #tool: BridgeTool | undefined;

  constructor(openBrowser: () => Promise<OpenBrowser> = sharedBrowser) {
    before(async () => {
      this.#rig = await BridgeRig.start(await openBrowser());
    });
    beforeEach(() => this.renewTool());
    afterEach(() => this.rig.clear());
    after(() => this.rig.stop());
  }

  get rig(): BridgeRig {
    assert.ok(this.#rig !== undefined, 'the rig is there while tests run');
    return this.#rig;
  }

  get tool(): BridgeTool {
    assert.ok(this.#tool !== undefined, 'the tool is there while tests run');
    return this.#tool;
  }

  /** Connects another tool in place of the one before, such as to a relay that was started again. */
  async renewTool(): Promise<void> {
    this.#tool = await this.rig.tool();
  }
}
