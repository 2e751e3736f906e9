import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { isRecordObject } from '../../base/guards';
import { show } from '../../simulator/scenario/run/describe';
import { askWorkspace, workspaceAnswerSchema } from '../../simulator/ui/askWorkspace';
import type { AgentAction, DeskOptions, DeskState, Fault, Happening, Inbound, WireMessage, Workspace } from './api';

/** Something that Workspace refused, with what is possible now. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError';
}

const idSchema = v.optional(v.string());
const recordsSchema = v.array(v.custom<Readonly<Record<string, unknown>>>(isRecordObject));
const stateSchema = v.looseObject({
  interactions: v.array(
    v.looseObject({
      interactionId: v.string(),
      caseId: v.string(),
      media: v.string(),
      state: v.string(),
      userData: v.custom<Readonly<Record<string, unknown>>>(isRecordObject),
    }),
  ),
  agentState: v.looseObject({ displayName: v.string(), operationName: v.string(), type: v.string() }),
  toasts: recordsSchema,
  dialogs: recordsSchema,
  menuViews: recordsSchema,
  myMessages: v.array(v.string()),
});
const messagesSchema = v.array(
  v.looseObject({
    time: v.number(),
    direction: v.picklist(['in', 'out']),
    kind: v.picklist(['request', 'subscribe', 'unsubscribe', 'reply', 'event', 'ignored', 'silence']),
    widget: v.string(),
    name: v.string(),
    failed: v.optional(v.literal(true)),
    message: v.unknown(),
  }),
);

type Method =
  'bringIn' | 'act' | 'happen' | 'configure' | 'options' | 'addFault' | 'clearFaults' | 'state' | 'messages';

/** The Workspace that a page of Playwright shows. */
export class PageWorkspace implements Workspace {
  constructor(private readonly page: Page) {}

  async bringIn(inbound: Inbound): Promise<string> {
    return v.parse(v.string(), await this.#ask('bringIn', inbound));
  }

  async act(action: AgentAction): Promise<string | undefined> {
    return v.parse(idSchema, await this.#ask('act', action));
  }

  async happen(happening: Happening): Promise<string | undefined> {
    return v.parse(idSchema, await this.#ask('happen', happening));
  }

  async configure(options: DeskOptions): Promise<void> {
    await this.#ask('configure', options);
  }

  async options(): Promise<DeskOptions> {
    return v.parse(v.looseObject({}), await this.#ask('options'));
  }

  async addFault(fault: Fault): Promise<void> {
    await this.#ask('addFault', fault);
  }

  async clearFaults(): Promise<void> {
    await this.#ask('clearFaults');
  }

  async state(): Promise<DeskState> {
    return v.parse(stateSchema, await this.#ask('state'));
  }

  async messages(): Promise<readonly WireMessage[]> {
    return v.parse(messagesSchema, await this.#ask('messages'));
  }

  /** The page itself checks what it is given, and says in words what is wrong with it. */
  async #ask(method: Method, argument?: object): Promise<unknown> {
    const answer = v.parse(workspaceAnswerSchema, await this.page.evaluate(askWorkspace, { method, argument }));
    if (!('refused' in answer)) return answer.value;
    const called = `workspace.${method}(${argument === undefined ? '' : show(argument)})`;
    throw new WorkspaceError(`${called}: ${answer.refused}${answer.possible === '' ? '' : ` ${answer.possible}`}`);
  }
}
