import * as v from 'valibot';
import * as vscode from 'vscode';
import { namedBrowser } from '../../debugger/launch/configuration';
import type { BrowserType, LaunchConfiguration } from '../../debugger/launch/configuration';
import { BrowserError } from '../../headless/browserError';
import type { Action } from '../ui/userError';
import { UserError } from '../ui/userError';

const editorBrowser = 'editor-browser' satisfies BrowserType;

/** Leads to launch.json. */
export const openConfigurations: Action = { title: 'Open launch.json', command: 'workbench.action.debug.configure' };

/** The manifests of extensions, as far as they are looked at. */
const manifestSchema = v.object({
  contributes: v.object({ debuggers: v.array(v.object({ type: v.string() })) }),
});

/** A browser to debug in. */
export interface BrowserChoice {
  readonly type: BrowserType;
  /** The program, where it was found here. */
  readonly runtimeExecutable?: string;
}

/**
 * Which browser a configuration is for: the one that it names, or else an installed one, or else VS Code's own.
 * @param looksHere whether the browser runs on this machine
 * @throws UserError if there is none; ConfigurationProblem if the configuration names none that is known
 */
export async function chooseBrowser(configuration: LaunchConfiguration, looksHere: boolean): Promise<BrowserChoice> {
  const named = namedBrowser(configuration);
  if (named === editorBrowser && !hasEditorBrowser()) {
    throw new UserError('This VS Code has no browser of its own to debug in. Set “browser” to chrome or msedge.', [
      openConfigurations,
    ]);
  }
  if (named !== undefined) return { type: named };
  const { request, runtimeExecutable } = configuration;
  if (!looksHere || request === 'attach' || runtimeExecutable !== undefined) return { type: typeOf(runtimeExecutable) };
  try {
    const { findBrowser } = await import('../../headless/findBrowser');
    const program = await findBrowser();
    return { type: typeOf(program), runtimeExecutable: program };
  } catch (error) {
    if (!(error instanceof BrowserError)) throw error;
    if (hasEditorBrowser()) return { type: editorBrowser };
    throw new UserError(`${error.message} The simulated Workspace can be used without a debugger, too.`, [
      openConfigurations,
      { title: 'Open Workspace Simulator', command: 'deskside.openSimulator' },
    ]);
  }
}

/** VS Code debugs Edge by another type than all other browsers of its kind. */
function typeOf(program: unknown): BrowserType {
  return typeof program === 'string' && /edge/i.test(program) ? 'msedge' : 'chrome';
}

/** VS Code in a browser cannot show pages of its own to a debugger. */
function hasEditorBrowser(): boolean {
  if (vscode.env.uiKind === vscode.UIKind.Web) return false;
  return vscode.extensions.all.some(
    ({ packageJSON }) =>
      v.is(manifestSchema, packageJSON) && packageJSON.contributes.debuggers.some(({ type }) => type === editorBrowser),
  );
}
