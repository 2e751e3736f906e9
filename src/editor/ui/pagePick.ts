import * as vscode from 'vscode';
import { connectedPages, isSimulator, pageDescription, pageName } from '../../presentation/connection/pageFacts';
import { uiText } from '../../presentation/text/text';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import { actions } from './actions';
import { ask } from './quickInput';
import { UserError } from './userError';

/**
 * The page to act on: the only one that is connected, else the one that the user picks.
 * @throws UserError if there is none; vscode.CancellationError if the user leaves
 */
export async function pickPage(session: Session, title: string): Promise<Page> {
  const pages = connectedPages(session.pages.values());
  const [first] = pages;
  if (first === undefined) throw noPage();
  if (pages.length === 1) return first;
  const choices = pages.map((page) => ({
    value: page.id,
    label: uiText(pageName(page.info), 80),
    description: pageDescription(page),
    icon: isSimulator(page.info) ? 'beaker' : 'browser',
  }));
  const reply = await ask(
    { kind: 'pick', prompt: 'Pick a page.', lists: [{ choices }] },
    { title: `${title}: on which page?`, step: 1, total: 1, canGoBack: false },
  );
  if (reply.kind !== 'answer') throw new vscode.CancellationError();
  return pageOf(session, reply.value);
}

/** @throws UserError if there is no page of that id any more */
export function pageOf(session: Session, id: string): Page {
  const page = session.pages.get(id);
  if (page === undefined) throw noPage();
  return page;
}

function noPage(): UserError {
  return new UserError('No Workspace page is connected. Open one that has the bridge, or the simulated Workspace.', [
    actions.openSimulator,
    actions.copyScriptTag,
  ]);
}
