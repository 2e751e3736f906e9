import * as v from 'valibot';
import type * as vscode from 'vscode';
import { parseOrigin } from '../../relayClient/origin';

const stateKey = 'deskside.allowedOrigins';
const schema = v.array(v.string());

/** The origins whose pages the user always lets connect; kept for the user, in all windows. */
export class AllowedOrigins {
  constructor(private readonly state: vscode.Memento) {}

  get list(): readonly string[] {
    const kept = v.safeParse(schema, this.state.get(stateKey));
    return kept.success ? kept.output.filter((origin) => parseOrigin(origin) === origin) : [];
  }

  async add(origin: string): Promise<void> {
    if (!this.list.includes(origin)) await this.state.update(stateKey, [...this.list, origin]);
  }

  async remove(origin: string): Promise<void> {
    await this.state.update(
      stateKey,
      this.list.filter((each) => each !== origin),
    );
  }

  async clear(): Promise<void> {
    await this.state.update(stateKey, undefined);
  }
}
