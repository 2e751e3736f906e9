import * as v from 'valibot';
import * as vscode from 'vscode';
import { httpPaths } from '../protocol/handshake';
import { reportText } from '../session/presentation/diagnosis';
import type { ConnectionFacts, HttpAnswer } from '../session/presentation/diagnosis';
import type { Session } from '../session/session';
import type { AllowedOrigins } from './allowedOrigins';
import type { Connection, RelayOwner } from './connection';
import type { ConnectionNews } from './connectionNews';
import type { Documents } from './documents';

/** A relay on this machine answers at once. */
const answerTimeoutMs = 3000;

export interface ReportParts {
  readonly session: Session;
  readonly connection: Connection;
  readonly origins: AllowedOrigins;
  readonly news: ConnectionNews;
  readonly documents: Documents;
  readonly extension: vscode.Extension<unknown>;
}

/** Looks at each step of the way from a page to here and shows the report, which can be copied as it is. */
export async function showConnectionReport(parts: ReportParts): Promise<void> {
  const text = reportText(await factsOf(parts));
  await parts.documents.showReport('Connection report', text);
  // Waiting for an answer would keep the command from ending.
  void vscode.window
    .showInformationMessage('The report holds no keys and no customers’ data.', 'Copy Report')
    .then((pressed) => (pressed === undefined ? undefined : vscode.env.clipboard.writeText(text)));
}

const owners: Readonly<Record<RelayOwner, string>> = {
  here: 'run by this window',
  otherWindow: 'run by another window',
  elsewhere: 'one that runs by itself',
};

async function factsOf({ session, connection, origins, news, extension }: ReportParts): Promise<ConnectionFacts> {
  const { access, owner } = connection;
  const [answer, hasScript] =
    access === undefined
      ? (['nothing', false] as const)
      : await Promise.all([answerAt(access.address), isThere(`${access.address}${httpPaths.bridgeScript}`)]);
  return {
    environment: [
      `Deskside ${versionOf(extension)}`,
      `VS Code ${vscode.version}`,
      process.platform,
      vscode.env.remoteName === undefined ? 'not remote' : `remote: ${vscode.env.remoteName}`,
    ],
    trusted: vscode.workspace.isTrusted,
    address: access?.address,
    owner: owner === undefined ? '' : owners[owner],
    status: session.status,
    answer,
    hasScript,
    scriptLoadedAgoMs: news.scriptLoadedAgoMs,
    allowedOrigins: origins.list,
    refusals: news.refusals,
    pages: [...session.pages.values()],
  };
}

const manifestSchema = v.object({ version: v.string() });

function versionOf({ packageJSON }: vscode.Extension<unknown>): string {
  const manifest = v.safeParse(manifestSchema, packageJSON);
  return manifest.success ? manifest.output.version : '';
}

async function answerAt(address: string): Promise<HttpAnswer> {
  try {
    const response = await fetch(`${address}/`, { signal: AbortSignal.timeout(answerTimeoutMs) });
    return (await response.text()).startsWith('Deskside ') ? 'relay' : 'other';
  } catch {
    return 'nothing';
  }
}

async function isThere(address: string): Promise<boolean> {
  try {
    const { ok } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(answerTimeoutMs) });
    return ok;
  } catch {
    return false;
  }
}
