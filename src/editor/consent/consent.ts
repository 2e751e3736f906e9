import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { Refusal } from '../../protocol/messages';
import { parseOrigin } from '../../relayClient/origin';
import { ConsentQuestions, consentQuestion } from '../../presentation/consent/consentQuestions';
import type { ConsentEnd } from '../../presentation/consent/consentQuestions';
import { isOnThisMachine } from '../../presentation/connection/relayAddress';
import type { Session } from '../../session/session';
import { actions } from '../ui/actions';
import type { AllowedOrigins } from './allowedOrigins';
import type { EditorConnection } from '../connection/connection';
import { tell, tellError } from '../ui/messages';
import { UserError } from '../ui/userError';

/** Until the relay ends, even if another window runs it by then. */
const once = 'Allow Once';
const always = 'Always';
/** Until this window is closed, the user allows the origin by command, or forgets all origins. */
const no = 'Deny';

/** Asks the user when a page from a new origin wants to connect, and says what to do when a page has a wrong key. */
export class Consent implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #questions = new ConsentQuestions();
  readonly #toldOfKey = new Set<string>();
  readonly #toldOfVersion = new Set<string>();
  #lastRefused: string | undefined;

  constructor(
    private readonly session: Session,
    private readonly connection: EditorConnection,
    private readonly origins: AllowedOrigins,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#owned.add(session.onRefused.on((refusal) => this.#refused(refusal)));
    this.#owned.add(
      session.onStatus.on((status) => {
        if (status.kind === 'connected' && isOnThisMachine(status.url)) void this.#sendKept();
      }),
    );
  }

  /** The origin of the page with the right key that was turned away last and is not allowed since. */
  get lastRefused(): string | undefined {
    return this.#lastRefused;
  }

  /**
   * Lets pages of this origin connect, and takes back an earlier no.
   * @param kept also to relays of later days
   * @throws UserError if there is no relay or it does not agree
   */
  async allow(origin: string, kept: boolean): Promise<void> {
    if (kept) await this.origins.add(origin);
    if (this.session.status.kind !== 'connected') {
      throw new UserError(`Deskside is not connected to a relay that could let ${origin} in. Start it first.`, [
        actions.startAgain,
      ]);
    }
    try {
      await this.session.allowOrigin(origin);
    } catch (error) {
      this.log.warn(`the relay did not allow ${origin}: ${String(error)}`);
      throw new UserError(`The relay did not let ${origin} in. Start Deskside again and load the page once more.`, [
        actions.startAgain,
      ]);
    }
    this.#questions.forget(origin);
    if (this.#lastRefused === origin) this.#lastRefused = undefined;
  }

  /** Forgets the user's decision about an origin, or all decisions where none is named. */
  forget(origin?: string): void {
    if (origin !== undefined) {
      this.#questions.forget(origin);
      return;
    }
    this.#questions.clear();
    this.#toldOfKey.clear();
    this.#toldOfVersion.clear();
    this.#lastRefused = undefined;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #refused(refusal: Refusal): void {
    const { role, reason, origin, keyMatches } = refusal;
    // Only what a browser writes for a web page can be allowed; anything else stays outside.
    if (role !== 'page' || origin === undefined || parseOrigin(origin) !== origin) return;
    if (reason === 'key') this.#tellOfKey(origin);
    if (reason === 'version' && keyMatches) this.#tellOfVersion(origin);
    // A page without the key is some web site: the user is not asked.
    if (reason !== 'origin' || !keyMatches) return;
    this.#lastRefused = origin;
    // All windows receive the refusal. The window that runs the relay asks, and the window that has the focus.
    if (this.connection.owner === 'otherWindow' && !vscode.window.state.focused) return;
    this.#questions.add(origin, () => this.#ask(consentQuestion(origin, refusal), origin));
  }

  async #ask(question: string, origin: string): Promise<ConsentEnd> {
    const answer = await vscode.window.showInformationMessage(question, once, always, no);
    if (answer === no) return 'refused';
    if (answer === undefined) return 'dismissed';
    try {
      await this.allow(origin, answer === always);
    } catch (error) {
      tellError(error, this.log);
    }
    return 'allowed';
  }

  #tellOfKey(origin: string): void {
    if (this.#toldOfKey.has(origin)) return;
    this.#toldOfKey.add(origin);
    if (origin === this.connection.access?.address) {
      tell('warning', `A page of Deskside's own at ${origin} uses an old key. Open it again.`, [actions.openSimulator]);
      return;
    }
    tell('warning', `A page at ${origin} uses a key that is not valid. Copy the script tag into it again.`, [
      actions.copyScriptTag,
    ]);
  }

  #tellOfVersion(origin: string): void {
    if (this.#toldOfVersion.has(origin)) return;
    this.#toldOfVersion.add(origin);
    tell(
      'warning',
      `A page at ${origin} has the bridge of another version of Deskside. Load it again, and copy the script tag into it again if that does not help.`,
      [actions.copyScriptTag],
    );
  }

  /**
   * Tells the relay which origins the user allowed. A relay on another machine does not get the list, which says what the
   * user works on here.
   */
  async #sendKept(): Promise<void> {
    try {
      for (const origin of this.origins.list) await this.session.allowOrigin(origin);
    } catch (error) {
      this.log.warn(`the relay did not take the allowed origins: ${String(error)}`);
    }
  }
}
