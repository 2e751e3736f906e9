import * as v from 'valibot';
import type * as vscode from 'vscode';

const secretName = 'deskside.lastRelay';
const relaySchema = v.object({ url: v.string(), toolKey: v.string(), pageKey: v.optional(v.string()) });
const secretSchema = v.pipe(v.string(), v.parseJson(), relaySchema);

/** A relay that runs by itself: its WebSocket address for tools, and its keys, that of pages if it is known. */
export type RelayElsewhere = v.InferOutput<typeof relaySchema>;

/** The relay that runs by itself to which a window connected last; in VS Code's secret storage, for all its windows. */
export class LastRelay {
  constructor(private readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store'>) {}

  async get(): Promise<RelayElsewhere | undefined> {
    const kept = v.safeParse(secretSchema, await this.secrets.get(secretName));
    return kept.success ? kept.output : undefined;
  }

  async set(relay: RelayElsewhere): Promise<void> {
    await this.secrets.store(secretName, JSON.stringify(relay));
  }
}
