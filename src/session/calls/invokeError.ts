import { messageOf } from '../../base/guards';
import { ConnectionLost, errorCodes, ProtocolError, RpcError } from '../../protocol/errors';

export type InvokeErrorKind =
  | 'unknownService'
  | 'badArgument'
  | 'notConnected'
  | 'noSuchPage'
  | 'notSent'
  | 'busy'
  /** The call may have happened; it is never sent again by itself. */
  | 'outcomeUnknown'
  | 'cancelled'
  | 'internal';

/** A call that was not made, or whose outcome is unknown. The message is a sentence for the user with a next step. */
export class InvokeError extends Error {
  override readonly name = 'InvokeError';

  /** @param said what the page or the relay said about it, which stands in the message too, if it said anything */
  constructor(
    readonly kind: InvokeErrorKind,
    message: string,
    readonly said?: string,
  ) {
    super(message);
  }
}

const unknownOutcome = 'Look at the interactions before you call it again: it may have happened.';

const byCode: Readonly<Record<number, readonly [InvokeErrorKind, (detail: string) => string]>> = {
  [errorCodes.noSuchPage]: ['noSuchPage', () => 'That page is no longer connected. Pick another page, or reload it.'],
  [errorCodes.outcomeUnknown]: ['outcomeUnknown', (detail) => `${detail} ${unknownOutcome}`],
  [errorCodes.notSent]: [
    'notSent',
    (detail) => `The page could not send the call: ${ended(detail.replace(/^Error: /, ''))} Nothing was sent.`,
  ],
  [errorCodes.tooManyCalls]: ['busy', () => 'Too many calls are under way on that page. Wait for their replies.'],
  [errorCodes.invalidParams]: [
    'badArgument',
    (detail) => `The relay did not take the call: ${ended(detail)} Correct the argument and call again.`,
  ],
};

/** The error that a failed `invoke` request becomes for the user. */
export function invokeErrorFrom(error: unknown): InvokeError {
  if (error instanceof InvokeError) return error;
  if (error instanceof ConnectionLost) {
    return new InvokeError('outcomeUnknown', `The connection to the relay ended before the reply. ${unknownOutcome}`);
  }
  if (error instanceof ProtocolError) {
    return new InvokeError('outcomeUnknown', `The relay's answer can't be understood. ${unknownOutcome}`);
  }
  const known = error instanceof RpcError ? byCode[error.code] : undefined;
  const said = messageOf(error);
  if (known !== undefined) return new InvokeError(known[0], known[1](said), said);
  return new InvokeError(
    'internal',
    `The call failed inside Deskside: ${ended(String(error))} Its log says more.`,
    said,
  );
}

/** A sentence that others wrote, with its full stop. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** No reply came in the time in which the page should at least have reported a time-out. */
export function noAnswer(): InvokeError {
  return new InvokeError(
    'outcomeUnknown',
    `The page does not answer; it may be asleep in a background tab. ${unknownOutcome}`,
  );
}
