import { InvokeError } from '../../session/calls/invokeError';
import type { InvokeErrorKind } from '../../session/calls/invokeError';
import { AgentRefusal } from '../refusal';

/** What an agent is told where the page or the relay said why; what that said follows as data. */
const sentences: Readonly<Partial<Record<InvokeErrorKind, string>>> = {
  noSuchPage: 'That page is no longer connected. Nothing was sent. Look at deskside_list_pages.',
  notSent: 'The page could not send the call. Nothing was sent.',
  busy: 'Too many calls are under way on that page. Nothing was sent. Wait for their replies.',
  badArgument: 'The call was not taken, and nothing was sent. Correct the arguments and call again.',
  outcomeUnknown: 'The outcome is unknown: it may have happened. Look at the interactions before you call it again.',
};

/**
 * A call that failed, as the agent is told. Other errors stay as they are.
 * @param hide puts stand-ins in the places of hidden values
 */
export function invokeRefusal(error: unknown, hide: (said: string) => string = (said) => said): Error {
  if (!(error instanceof InvokeError)) return error instanceof Error ? error : new Error(String(error));
  const { kind, message, said } = error;
  if (said === undefined) return new AgentRefusal(message);
  const sentence =
    sentences[kind] ?? 'The call failed. It may have happened: look at the interactions before you go on.';
  return new AgentRefusal(sentence, said === '' ? [] : [{ said: hide(said) }]);
}
