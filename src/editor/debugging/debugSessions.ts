import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { messageOf } from '../../base/guards';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { Attachments } from '../../debugger/attachments';
import { oneLine, quoted, uiText } from '../../presentation/text/text';
import type { Session } from '../../session/session';
import { actions } from '../ui/actions';
import type { EditorConnection } from '../connection/connection';
import { tell } from '../ui/messages';
import { ask } from '../ui/quickInput';
import { presentFrames } from '../../debugger/launch/presentFrames';
import { startedByDeskside } from './debugLaunches';
import type { StartedLaunch } from './debugLaunches';
import { requestDebugProxy } from './debugProxy';
import { readOrDefault, settings } from '../settings/settings';
import { requireTrust } from '../settings/trust';
import { UserError } from '../ui/userError';

/** Debug sessions of these types are of a browser; VS Code's debugger puts `pwa-` before what the user wrote. */
const browserType = /^(pwa-)?(chrome|msedge|editor-browser)$/;

/**
 * Puts the bridge into the pages of browsers that VS Code debugs: on command, where Deskside started the session for a
 * live Workspace, or by a setting while Deskside is connected. Every tab and every frame of another process is a debug
 * session of its own, below the one that was started.
 */
export class DebugSessions implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #sessions = new Map<string, vscode.DebugSession>();
  /** Ids of the topmost sessions that the user asked for; one that is started again keeps its id. */
  readonly #asked = new Set<string>();
  /** Sessions by what the attachments to frames are called that were there before them. */
  readonly #presentFrames = new Map<string, string>();
  readonly #attaching = new Map<string, Promise<boolean>>();
  readonly #attachments: Attachments;

  /**
   * @param bundlePath of bridgeDebugger.js
   * @param debuggerIsRemote whether VS Code's debugger runs on another machine than this extension
   */
  constructor(
    private readonly session: Session,
    private readonly connection: EditorConnection,
    bundlePath: string,
    private readonly debuggerIsRemote: boolean,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#attachments = this.#owned.add(
      new Attachments(
        () => readFile(bundlePath, 'utf8'),
        () => this.#endpoint(),
        () => readOrDefault(settings.callSites),
      ),
    );
    // Of those that began before, VS Code tells only the one that has the focus, and whose child it is.
    for (let known = vscode.debug.activeDebugSession; known !== undefined; known = known.parentSession) {
      if (browserType.test(known.type)) this.#sessions.set(known.id, known);
    }
    this.#owned.add(vscode.debug.onDidStartDebugSession((started) => this.#started(started)));
    this.#owned.add(vscode.debug.onDidTerminateDebugSession((ended) => this.#ended(ended)));
    this.#owned.add(session.onStatus.on(() => this.#attachWanted()));
    this.#owned.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(settings.autoAttach.id)) this.#attachWanted();
      }),
    );
  }

  /**
   * Attaches to a debug session of a browser, the only one or the one that the user picks, and to all that it brings;
   * starts Deskside first if it is off.
   * @throws UserError if there is none, or if that can't be done; vscode.CancellationError if the user leaves
   */
  async attach(): Promise<void> {
    requireTrust();
    const top = await this.#pick();
    const { address } = await this.connection.startForPages();
    this.#asked.add(top.id);
    const members = [...this.#sessions.values()].filter((member) => topmost(member).id === top.id);
    if (!(await anyTrue(members.map((member) => this.#attach(member, address))))) {
      this.#asked.delete(top.id);
      throw new UserError(
        `${quoted(top.name)} does not let Deskside in. Wait until its page is loaded and try again.`,
        [actions.showEvents],
      );
    }
    tell('information', `Attached to ${quoted(top.name)}. Its pages appear when they use the Service Client API.`);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #endpoint(): { address: string; pageKey: string } | undefined {
    const { access } = this.connection;
    return access?.pageKey === undefined ? undefined : { address: access.address, pageKey: access.pageKey };
  }

  #started(session: vscode.DebugSession): void {
    if (!browserType.test(session.type)) return;
    this.#sessions.set(session.id, session);
    this.#attachIfWanted(session);
    const attached = startedByDeskside(session)?.attached;
    if (attached !== undefined) void this.#attachToPresentFrames(session, attached);
  }

  /** Attaches to the frames that a browser showed before VS Code's debugger came, which leaves those out. */
  async #attachToPresentFrames(
    { id, name }: vscode.DebugSession,
    { browser, urlFilter }: NonNullable<StartedLaunch['attached']>,
  ): Promise<void> {
    for (const frame of await presentFrames(browser, urlFilter)) {
      const endpoint = this.#endpoint();
      if (endpoint === undefined || !this.#sessions.has(id)) return;
      const owner = `${id} ${frame.id}`;
      this.#presentFrames.set(owner, id);
      await this.#attachLogged(owner, name, () => Promise.resolve(frame.address), endpoint.address);
    }
  }

  #ended({ id }: vscode.DebugSession): void {
    this.#sessions.delete(id);
    this.#attachments.detach(id);
    for (const [owner, session] of this.#presentFrames) {
      if (session !== id) continue;
      this.#presentFrames.delete(owner);
      this.#attachments.detach(owner);
    }
  }

  #attachWanted(): void {
    for (const session of this.#sessions.values()) this.#attachIfWanted(session);
  }

  #attachIfWanted(session: vscode.DebugSession): void {
    const endpoint = this.#endpoint();
    if (endpoint === undefined || this.session.status.kind !== 'connected') return;
    const top = topmost(session);
    if (this.#asked.has(top.id) || startedByDeskside(top)?.bridge === true || readOrDefault(settings.autoAttach)) {
      void this.#attach(session, endpoint.address);
    }
  }

  /** @returns whether the bridge is in its pages: a session that only holds others has none */
  #attach(session: vscode.DebugSession, relay: string): Promise<boolean> {
    const { id } = session;
    const attaching = this.#attaching.get(id) ?? this.#attachNow(session, relay);
    this.#attaching.set(id, attaching);
    void attaching.then(() => this.#attaching.delete(id));
    return attaching;
  }

  #attachNow({ id, name }: vscode.DebugSession, relay: string): Promise<boolean> {
    return this.#attachLogged(id, name, () => requestDebugProxy(id, this.debuggerIsRemote), relay);
  }

  async #attachLogged(
    id: string,
    name: string,
    addressOf: () => Promise<string | undefined>,
    relay: string,
  ): Promise<boolean> {
    try {
      const address = await addressOf();
      if (address === undefined) return false;
      await this.#attachments.attach(id, address, relay);
      this.log.debug(`debugger: attached to ${oneLine(name, 80)}`);
      return true;
    } catch (error) {
      // What the debugger itself throws at the end of a session has no type of its own.
      const reason = messageOf(error);
      this.log.info(`debugger: not attached to ${oneLine(name, 80)}: ${oneLine(reason)}`);
      return false;
    }
  }

  async #pick(): Promise<vscode.DebugSession> {
    const tops = [...this.#sessions.values()].filter((session) => topmost(session).id === session.id);
    const [first] = tops;
    if (first === undefined) {
      throw new UserError(
        'No browser is being debugged. Start a debug session of type chrome, msedge or editor-browser first.',
        [{ title: 'Run and Debug', command: 'workbench.view.debug' }],
      );
    }
    if (tops.length === 1) return first;
    const choices = tops.map((session) => ({ value: session, label: uiText(session.name, 80), icon: 'debug' }));
    const reply = await ask(
      { kind: 'pick', prompt: 'To which debug session', lists: [{ choices }] },
      { title: 'Attach to Debug Session', step: 1, total: 1, canGoBack: false },
    );
    if (reply.kind !== 'answer') throw new vscode.CancellationError();
    return reply.value;
  }
}

/** The session that was started, of which this one is a part. */
function topmost(session: vscode.DebugSession): vscode.DebugSession {
  const { parentSession } = session;
  return parentSession !== undefined && browserType.test(parentSession.type) ? topmost(parentSession) : session;
}

/** Whether one of them says yes; known as soon as it does. */
async function anyTrue(answers: readonly Promise<boolean>[]): Promise<boolean> {
  const yes = answers.map(async (answer) => {
    if (!(await answer)) throw new Error('no');
  });
  return Promise.any(yes).then(
    () => true,
    () => false,
  );
}
