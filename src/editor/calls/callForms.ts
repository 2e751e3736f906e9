import * as vscode from 'vscode';
import { serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import { CallForm } from '../../presentation/calls/callForm';
import type { KnownArguments } from '../../presentation/calls/callForm';
import type { Draft } from '../../presentation/questions/question';
import { interactionChoices } from '../../presentation/calls/deskChoices';
import type { Page } from '../../session/page';
import { ask } from '../ui/quickInput';
import type { EditElsewhere, Finish } from '../ui/quickInput';
import { UserError } from '../ui/userError';

interface FillOptions {
  /** Whether something was asked before that one can go back to. */
  readonly canGoBack?: boolean;
  /** Arguments that are known by their place. */
  readonly written?: ReadonlyMap<number, unknown>;
  /** Arguments to start from, in place of those of the last call. */
  readonly last?: readonly unknown[];
}

/** The services that Invoke Service… lists first. */
const mostRecent = 5;

/**
 * Asks the user for the arguments of calls. Remembers, while VS Code runs, the last ones of each method and what was typed
 * for a call that was not made. It is kept in memory only: arguments may be customers' data.
 */
export class CallForms {
  readonly #last = new Map<string, readonly unknown[]>();
  readonly #drafts = new Map<string, Map<string, Draft>>();

  /** @param editElsewhere edits an argument that is a long text */
  constructor(private readonly editElsewhere: EditElsewhere) {}

  /** The services whose questions were answered last, the newest first. */
  get recent(): readonly string[] {
    return [...this.#last.keys()].reverse().slice(0, mostRecent);
  }

  /**
   * Asks for what is not known.
   * @returns the arguments, or 'back'
   * @throws vscode.CancellationError if the user leaves
   */
  async fill(
    method: MethodSpec,
    page: Page,
    known: KnownArguments,
    { canGoBack = false, written, last: given }: FillOptions = {},
  ): Promise<readonly unknown[] | 'back'> {
    const service = serviceName(method);
    const last = given ?? this.#last.get(service);
    const drafts = given === undefined ? this.#draftsOf(service) : new Map<string, Draft>();
    const form = new CallForm(method, page, known, {
      drafts,
      ...(last === undefined ? {} : { last }),
      ...(written === undefined ? {} : { written }),
    });
    for (let step = 0; step < form.length;) {
      const finish = finishAt(form, step);
      const reply = await ask(
        form.question(step),
        {
          title: form.title(step),
          step: step + 1,
          total: form.length,
          canGoBack: step > 0 || canGoBack,
          editElsewhere: this.editElsewhere,
          ...(finish === undefined ? {} : { finish }),
        },
        form.draft(step),
      );
      form.keepDraft(step, reply.draft);
      if (reply.kind === 'cancelled') throw new vscode.CancellationError();
      if (reply.kind === 'back') {
        if (step === 0) return 'back';
        step--;
        continue;
      }
      form.answer(step, reply.value);
      step = reply.kind === 'finish' ? form.length : step + 1;
    }
    const parameters = form.parameters();
    this.#drafts.delete(service);
    this.#last.delete(service);
    this.#last.set(service, parameters);
    return parameters;
  }

  /**
   * An interaction of the page, or of one of its cases: the only one, else the one that the user picks.
   * @throws vscode.CancellationError if the user leaves; UserError if there is none
   */
  async pickInteraction(title: string, page: Page, caseId?: string): Promise<string> {
    const lists = interactionChoices(page.desk, { caseId });
    const all = lists.flatMap(({ choices }) => choices);
    const [only] = all;
    if (only === undefined)
      throw new UserError('This page has no interactions. Wait for one, or make one in Workspace.');
    if (all.length === 1) return only.value;
    const reply = await ask(
      { kind: 'pick', prompt: 'Pick an interaction.', lists },
      { title: `${title}: which interaction?`, step: 1, total: 1, canGoBack: false },
    );
    if (reply.kind !== 'answer') throw new vscode.CancellationError();
    return reply.value;
  }

  #draftsOf(service: string): Map<string, Draft> {
    let drafts = this.#drafts.get(service);
    if (drafts === undefined) this.#drafts.set(service, (drafts = new Map<string, Draft>()));
    return drafts;
  }
}

function finishAt(form: CallForm, step: number): Finish | undefined {
  const rest = form.restIfOptional(step);
  return rest === undefined ? undefined : { label: `${form.method.title} Now`, description: `leaves out ${rest}` };
}
