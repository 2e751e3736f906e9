import * as v from 'valibot';
import type { MethodSpec } from '../../api/method';
import { isRecordObject } from '../../base/guards';
import { isSimulator } from '../../presentation/connection/pageFacts';
import type { InvokeResult } from '../../protocol/messages';
import { titleOf } from '../../presentation/interactions/interactionFacts';
import { oneLine } from '../../presentation/text/text';
import { checkCall } from '../../session/calls/callCheck';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import { plainKinds } from '../../trace/masker';
import type { AgentPermissions, ToolContext } from '../agentHost';
import { AgentRefusal } from '../refusal';
import { choosePage, pageArgument } from '../reading/choosePage';
import { hiddenValues } from '../reading/hiddenValues';
import { wordArgument } from '../toolArguments';
import { defineTool } from '../tool';
import { invokeRefusal } from './invokeRefusal';
import { liveCall } from './liveCall';

const mostParameters = 20;
const longestAnnouncement = 2_000;

const outcomes: Readonly<Record<InvokeResult['outcome'], string>> = {
  succeeded: 'succeeded',
  failed: 'failed: Workspace refused it',
  timedOut: 'got no reply in time: whether it happened is not known',
};

export const invokeService = defineTool({
  name: 'deskside_invoke_service',
  title: 'Call a service',
  description:
    'Calls a method of the Service Client API on a page, as its widget could: interaction.setUserData, voice.dial and all others of deskside_describe_method. On the simulated Workspace it is free. On a live page it is off unless the user allows it, and the user is asked about each call: it may reach a customer. Prefer deskside_act and deskside_let_happen to play the agent or the world.',
  effect: 'acts',
  input: v.strictObject({
    page: pageArgument,
    service: v.pipe(wordArgument, v.description('Such as interaction.setUserData.')),
    parameters: v.optional(
      v.pipe(
        v.array(v.unknown()),
        v.maxLength(mostParameters),
        v.description('The arguments in their order, without succeeded and failed.'),
      ),
      [],
    ),
  }),
  announce: ({ service, parameters }) =>
    `Call ${oneLine(service, 80)} with ${oneLine(JSON.stringify(parameters), longestAnnouncement)}`,
  async run({ page: id, service, parameters }, context) {
    const method = methodOf(service, parameters);
    const page = await choosePage(context, id);
    if (!page.info.connected) throw new AgentRefusal(`Page ${page.id} is away. Wait until it is back, and call again.`);
    const session = await context.host.session();
    if (!isSimulator(page.info)) await requireConsent(session, page, method, parameters, context);
    const result = await session
      .invoke(page.id, service, parameters, context.signal, 'agent')
      .catch((error: unknown) => Promise.reject(invokeRefusal(error, (said) => context.masking.sentence(page, said))));
    const { outcome, durationMs, data, errorMessage, cut } = context.masking.result(page, service, result);
    return {
      text: `${service} ${outcomes[outcome]} (${Math.round(durationMs)} ms, page ${page.id}).${hiddenValues(page, context)}`,
      data: [
        { outcome, ...(errorMessage === undefined ? {} : { errorMessage }), ...(data === undefined ? {} : { data }) },
      ],
      ...(cut === undefined ? {} : { leftOut: `The data of the reply had ${cut} bytes, too many, and is left out.` }),
    };
  },
});

function methodOf(service: string, parameters: readonly unknown[]): MethodSpec {
  try {
    return checkCall(service, parameters);
  } catch (error) {
    throw invokeRefusal(error);
  }
}

/**
 * Lets the user decide about a call on a live page.
 * @throws AgentRefusal unless the user said yes to this very call, and nothing that it is about changed meanwhile
 */
async function requireConsent(
  session: Session,
  page: Page,
  method: MethodSpec,
  parameters: readonly unknown[],
  { host: { permissions }, masking, questions, signal }: ToolContext,
): Promise<void> {
  const { livePagesBy, canAsk } = permissions;
  mustBeAllowed(page, permissions);
  if (!canAsk) {
    throw new AgentRefusal(
      `Page ${page.id} is live, so the user must be asked about each call; this client cannot ask (it has no elicitation). ${livePagesBy} does not change that. Ask the user to make the call in VS Code.`,
    );
  }
  // Ids, keys and words of Workspace have no stand-ins.
  const mayHide = parameters.filter((_, index) => !plainKinds.has(method.parameters[index]?.kind ?? 'json'));
  if (holdsStandIn(mayHide, (value) => masking.isStandIn(page, value))) {
    throw new AgentRefusal(
      'An argument is a stand-in for a value that is hidden from you: nobody has that number, name or address. Ask the user for the value.',
    );
  }
  const before = consentFactsOf(page, parameters);
  const call = liveCall(page, method, parameters);
  if (!(await questions.ask(() => permissions.ask(call, signal)))) {
    throw new AgentRefusal(
      'The user did not allow this call, and nothing was sent. Do not try again unless the user wants it.',
    );
  }
  mustBeAllowed(page, permissions);
  if (signal.aborted) throw new AgentRefusal('The call was cancelled before the user had answered. Nothing was sent.');
  const isThere = session.pages.get(page.id) === page && page.info.connected;
  if (!isThere || consentFactsOf(page, parameters) !== before) {
    throw new AgentRefusal(
      'While the user was asked, the page or the interaction changed. Nothing was sent. Look at it again first.',
    );
  }
}

/** @throws AgentRefusal where the user lets agents make no calls on live pages */
function mustBeAllowed({ id }: Page, { livePages, livePagesBy }: AgentPermissions): void {
  if (livePages) return;
  throw new AgentRefusal(
    `Page ${id} is live, and agents make no calls on live pages. Only the user can allow that, by ${livePagesBy}. Try it on the simulated Workspace.`,
  );
}

/** The facts on which the user's answer rests: the load of the page, and what the question says of the interactions that the arguments name. */
function consentFactsOf({ info, desk }: Page, parameters: readonly unknown[]): string {
  const interactions = parameters.map((value) => {
    const interaction = typeof value === 'string' ? desk.interactions.get(value) : undefined;
    return interaction === undefined ? undefined : [interaction.state, titleOf(interaction)];
  });
  return JSON.stringify([info.epoch, info.origin, interactions]);
}

function holdsStandIn(value: unknown, isStandIn: (value: string | number) => boolean): boolean {
  if (Array.isArray(value)) return value.some((each: unknown) => holdsStandIn(each, isStandIn));
  if (isRecordObject(value)) return Object.values(value).some((each) => holdsStandIn(each, isStandIn));
  return (typeof value === 'string' || typeof value === 'number') && isStandIn(value);
}
