import * as v from 'valibot';
import type * as vscode from 'vscode';

const manifestSchema = v.object({ version: v.string() });

/** The version of this extension, as its manifest has it. */
export function extensionVersion({ packageJSON }: Pick<vscode.Extension<unknown>, 'packageJSON'>): string {
  return v.parse(manifestSchema, packageJSON).version;
}
