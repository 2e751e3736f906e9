import * as vscode from 'vscode';
import { extensionVersion } from '../settings/extensionVersion';
import { diagnosisText } from '../../presentation/connection/diagnosis';
import type { ConnectionFacts } from '../../presentation/connection/diagnosis';
import { editorAdvice } from '../../presentation/connection/diagnosisAdvice';
import type { Session } from '../../session/session';
import type { AllowedOrigins } from '../consent/allowedOrigins';
import type { EditorConnection } from './connection';
import type { RecentRefusals } from './recentRefusals';
import type { Documents } from '../ui/documents';
import { lookAtRelay } from '../../relayClient/httpAnswer';

/** What the report looks into. */
export interface ReportedParts {
  readonly session: Session;
  readonly connection: EditorConnection;
  readonly origins: AllowedOrigins;
  readonly recentRefusals: RecentRefusals;
  readonly extension: vscode.Extension<unknown>;
}

export interface ReportParts extends ReportedParts {
  readonly documents: Documents;
}

/** Looks at each step of the way from a page to here and shows the report, which can be copied as it is. */
export async function showConnectionReport(parts: ReportParts): Promise<void> {
  const facts = await connectionFacts(parts);
  await parts.documents.showReport('Connection report', diagnosisText(facts, 'titles'));
  // Waiting for an answer would keep the command from ending.
  void vscode.window
    .showInformationMessage(
      'Copy Report copies it without the titles of pages: then it holds no keys and no customers’ data.',
      'Copy Report',
    )
    .then((pressed) => (pressed === undefined ? undefined : vscode.env.clipboard.writeText(diagnosisText(facts))));
}

/** What there is to say of each step now. */
export async function connectionFacts({
  session,
  connection,
  origins,
  recentRefusals,
  extension,
}: ReportedParts): Promise<ConnectionFacts> {
  const { access, owner } = connection;
  const found = await lookAtRelay(access?.address);
  return {
    ...found,
    environment: [
      `Deskside ${extensionVersion(extension)}`,
      `VS Code ${vscode.version}`,
      process.platform,
      vscode.env.remoteName === undefined ? 'not remote' : `remote: ${vscode.env.remoteName}`,
    ],
    trusted: vscode.workspace.isTrusted,
    advice: editorAdvice,
    address: access?.address,
    owner,
    status: session.status,
    // Only the relay of this window tells of it.
    scriptLoadedAgoMs: owner === 'here' ? recentRefusals.scriptLoadedAgoMs : undefined,
    scriptBlockedFor: owner === 'here' ? recentRefusals.scriptBlockedFor : undefined,
    startFailure: connection.startFailure,
    // What the relay lets in, also for once.
    allowedOrigins: session.status.kind === 'connected' ? session.allowed.origins : origins.list,
    refusals: recentRefusals.refusals,
    pages: [...session.pages.values()],
  };
}
