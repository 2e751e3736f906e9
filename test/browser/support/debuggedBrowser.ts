import * as v from 'valibot';
import { Attachments } from '../../../src/debugger/attachments';
import type { BridgeRig } from './bridgeRig';

const targetsSchema = v.array(v.object({ id: v.string(), type: v.string(), webSocketDebuggerUrl: v.string() }));

/** Stands in for VS Code's debugger: gives the bridge the targets of the browser, each with a connection of its own. */
export class DebuggedBrowser {
  readonly #attachments: Attachments;

  constructor(private readonly rig: BridgeRig) {
    this.#attachments = new Attachments(
      () => rig.debuggerBundle(),
      () => ({ address: rig.relay, pageKey: rig.pageKey }),
      () => true,
    );
  }

  /** Attaches to all targets that there are now: pages, and frames that live in another process. */
  async attach(): Promise<readonly string[]> {
    const list: unknown = await (await fetch(`${this.rig.debugging}/json/list`)).json();
    const targets = v.parse(targetsSchema, list).filter(({ type }) => type === 'page' || type === 'iframe');
    for (const { id, webSocketDebuggerUrl } of targets) {
      await this.#attachments.attach(id, webSocketDebuggerUrl, this.rig.relay);
    }
    return targets.map(({ type }) => type);
  }

  detach(): void {
    this.#attachments.dispose();
  }
}
