import * as v from 'valibot';
import type * as vscode from 'vscode';
import { keyForm } from '../../base/base64url';
import { newKey } from '../../relayClient/keys';
import type { KeyPair } from '../../relayClient/keys';

const secretName = 'deskside.keys';
const keySchema = v.pipe(v.string(), v.regex(keyForm));
const secretSchema = v.pipe(v.string(), v.parseJson(), v.object({ page: keySchema, tool: keySchema }));

/**
 * The keys that pages and tools must show, made once and kept in VS Code's secret storage, for all its windows. Both are
 * one secret, so that no window ever sees one that is new and one that is old.
 */
export class Keys {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  async get(): Promise<KeyPair> {
    const kept = v.safeParse(secretSchema, await this.secrets.get(secretName));
    return kept.success ? kept.output : this.renew();
  }

  /** Makes new keys. The relay no longer lets in the old ones. */
  async renew(): Promise<KeyPair> {
    const pair = { page: newKey(), tool: newKey() };
    await this.secrets.store(secretName, JSON.stringify(pair));
    return pair;
  }

  /** Tells when keys are made, in whichever window. */
  onChange(listener: () => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key === secretName) listener();
    });
  }
}
