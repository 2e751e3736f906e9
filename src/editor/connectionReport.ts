import * as v from 'valibot';
import * as vscode from 'vscode';
import { reportText } from '../session/presentation/diagnosis';
import type { ConnectionFacts } from '../session/presentation/diagnosis';
import { bridgeAddress } from '../session/presentation/scriptTag';
import type { Session } from '../session/session';
import type { AllowedOrigins } from './allowedOrigins';
import type { Connection } from './connection';
import type { ConnectionNews } from './connectionNews';
import type { Documents } from './documents';
import { answerAt, isThere } from './httpAnswer';

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

async function factsOf({ session, connection, origins, news, extension }: ReportParts): Promise<ConnectionFacts> {
  const { access, owner } = connection;
  const [answer, hasScript] =
    access === undefined
      ? (['nothing', false] as const)
      : await Promise.all([answerAt(access.address), isThere(bridgeAddress(access.address))]);
  return {
    environment: [
      `Deskside ${versionOf(extension)}`,
      `VS Code ${vscode.version}`,
      process.platform,
      vscode.env.remoteName === undefined ? 'not remote' : `remote: ${vscode.env.remoteName}`,
    ],
    trusted: vscode.workspace.isTrusted,
    address: access?.address,
    owner,
    status: session.status,
    answer,
    hasScript,
    // Known of the relay of this window, which may have been in use before.
    scriptLoadedAgoMs: owner === 'here' ? news.scriptLoadedAgoMs : undefined,
    startFailure: connection.startFailure,
    // What the relay lets in, also for once.
    allowedOrigins: session.status.kind === 'connected' ? session.allowed.origins : origins.list,
    refusals: news.refusals,
    pages: [...session.pages.values()],
  };
}

const manifestSchema = v.object({ version: v.string() });

function versionOf({ packageJSON }: vscode.Extension<unknown>): string {
  const manifest = v.safeParse(manifestSchema, packageJSON);
  return manifest.success ? manifest.output.version : '';
}
