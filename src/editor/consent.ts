import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import type { Refusal } from '../protocol/messages';
import { parseOrigin } from '../relay/origin';
import { ConsentQuestions, consentQuestion } from '../session/presentation/consentQuestions';
import type { ConsentEnd } from '../session/presentation/consentQuestions';
import { isOnThisMachine } from '../session/presentation/relayAddress';
import type { Session } from '../session/session';
import { actions } from './actions';
import type { AllowedOrigins } from './allowedOrigins';
import type { Connection } from './connection';
import { tell, tellError } from './messages';
import { UserError } from './userError';

/** Until the relay ends; in whichever window it runs by then. */
const once = 'Allow Once';
const always = 'Always';
/** In this window, until it is closed, the origin is allowed by command, or all origins are forgotten. */
const no = 'Deny';

/** Asks the user when a page from a new origin wants to connect, and says what to do when a page has a wrong key. */
export class Consent implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #questions = new ConsentQuestions();
  readonly #toldOfKey = new Set<string>();
  #lastRefused: string | undefined;

  constructor(
    private readonly session: Session,
    private readonly connection: Connection,
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

  /** The user took their decisions back. */
  forget(): void {
    this.#questions.clear();
    this.#toldOfKey.clear();
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
    // Without the key it is a web site that the user happens to visit: nothing to bother them with.
    if (reason !== 'origin' || !keyMatches) return;
    this.#lastRefused = origin;
    // All windows hear of it; the one that runs the relay asks, and the one that the user looks at.
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
      tell('warning', `A page of Deskside's own at ${origin} is open with an earlier key. Open it again.`, [
        actions.openSimulator,
      ]);
      return;
    }
    tell('warning', `A page at ${origin} shows a key that is not valid. Copy the script tag into it again.`, [
      actions.copyScriptTag,
    ]);
  }

  /**
   * A relay that this window did not start does not know what the user allowed. One on another machine is not told:
   * the list says what the user works on here.
   */
  async #sendKept(): Promise<void> {
    try {
      for (const origin of this.origins.list) await this.session.allowOrigin(origin);
    } catch (error) {
      this.log.warn(`the relay did not take the allowed origins: ${String(error)}`);
    }
  }
}
