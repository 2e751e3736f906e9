import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { toolSubprotocols } from '../../../src/protocol/handshake';
import { protocolVersion } from '../../../src/protocol/limits';
import { relayToTool, toolToRelay } from '../../../src/protocol/messages';
import type { PageInfo, Refusal } from '../../../src/protocol/messages';
import { Peer } from '../../../src/protocol/peer';
import type { PageRecord, RecordKind, RecordOf } from '../../../src/protocol/records';
import { patienceMs } from '../../support/until';

/** A tool that writes down what the relay tells it. */
export class BridgeTool {
  readonly pages = new Map<string, PageInfo>();
  /** Every record that came, with the page and epoch that it is of. */
  readonly records: { readonly page: string; readonly epoch: number; readonly record: PageRecord }[] = [];
  /** Who was turned away, as far as the relay told it. */
  readonly refusals: Refusal[] = [];
  readonly #peer: Peer<typeof toolToRelay, typeof relayToTool>;
  #changed: () => void = () => undefined;

  private constructor(private readonly socket: WebSocket) {
    const info = (page: PageInfo) => void this.pages.set(page.page, page);
    this.#peer = new Peer(
      toolToRelay,
      relayToTool,
      {
        pageOpened: info,
        pageAway: ({ page }) => {
          const known = this.pages.get(page);
          if (known !== undefined) this.pages.set(page, { ...known, connected: false });
        },
        pageClosed: ({ page }) => void this.pages.delete(page),
        records: ({ page, epoch, records }) => {
          for (const record of records) this.records.push({ page, epoch, record });
        },
        missed: () => undefined,
        refused: (refusal) => void this.refusals.push(refusal),
        allowed: () => undefined,
      },
      (text) => socket.send(text),
    );
    socket.on('message', (data: Buffer) => {
      this.#peer.receive(data.toString());
      this.#changed();
    });
  }

  /** @param relay such as `http://127.0.0.1:PORT` */
  static async connect(relay: string, key: string): Promise<BridgeTool> {
    const socket = new WebSocket(`${relay.replace(/^http/, 'ws')}/tool`, toolSubprotocols(key));
    await once(socket, 'open');
    const tool = new BridgeTool(socket);
    const { pages } = await tool.#peer.request('hello', { version: protocolVersion, name: 'test' });
    for (const page of pages) tool.pages.set(page.page, page);
    return tool;
  }

  close(): void {
    this.socket.terminate();
  }

  /** The records of one kind, in the order in which they came. */
  of<K extends RecordKind>(kind: K): RecordOf<K>[] {
    return this.records.map(({ record }) => record).filter((record): record is RecordOf<K> => record.kind === kind);
  }

  /** Waits until `find` finds something. */
  async until<T>(what: string, find: () => T | undefined | false): Promise<T> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      const left = deadline - Date.now();
      assert.ok(
        left > 0,
        `${what}: did not come. Records: ${JSON.stringify(
          this.records.map(({ record }) => record),
          null,
          1,
        )}`,
      );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Waits for the only page there is. */
  page(): Promise<PageInfo> {
    return this.until('a page', () => [...this.pages.values()].find((page) => page.connected));
  }

  /** Lets pages of an origin connect. */
  async allow(origin: string): Promise<void> {
    await this.#peer.request('allowOrigin', { origin });
  }

  async invoke(service: string, parameters?: unknown[], timeoutMs?: number) {
    const { page } = await this.page();
    return this.#peer.request('invoke', { page, service, parameters, timeoutMs });
  }
}
