import { wireReplyTimeoutMs } from '../../api/wire';
import { beginningOf } from '../../base/text/beginningOf';
import { errorCodes, RpcError } from '../../protocol/errors';
import { limits } from '../../protocol/limits';
import type { InvokeResult } from '../../protocol/messages';
import { durationSince } from './callRecorder';
import type { Call, Ended } from './callRecorder';
import { plainText, snapshot } from '../records/snapshot';
import { errorText } from '../records/valueWriter';

/** What a tool wants called. */
export interface Invocation {
  readonly service: string;
  readonly parameters?: readonly unknown[] | undefined;
  readonly timeoutMs?: number | undefined;
  readonly by?: 'tool' | 'agent' | undefined;
}

/** Leaves room for what stands around data and error message in the answer. */
const dataBytes = limits.frameBytes / 2;
const dataDepth = limits.jsonDepth - 2;
const errorLength = 10_000;

/** Makes the calls that tools ask for. */
export class Invoker {
  /**
   * @param call calls a service and waits for how that ends; never throws
   * @param ended hears how each call ended and when it began
   * @param now a steady clock in milliseconds
   */
  constructor(
    private readonly call: (call: Call, timeoutMs: number) => Promise<Ended>,
    private readonly ended: (call: Call, ended: Ended, began: number) => void,
    private readonly now: () => number,
  ) {}

  /** @throws RpcError notSent if Workspace did not get the call */
  async invoke({
    service,
    parameters,
    timeoutMs = wireReplyTimeoutMs,
    by = 'tool',
  }: Invocation): Promise<InvokeResult> {
    const began = this.now();
    const call: Call = { by, service, parameters };
    const ended = await this.call(call, timeoutMs);
    this.ended(call, ended, began);
    const durationMs = durationSince(began, this.now());
    switch (ended.outcome) {
      case 'notSent':
        throw new RpcError(errorCodes.notSent, errorText(ended.error));
      case 'succeeded':
        return { outcome: 'succeeded', ...answered(ended.reply.data), durationMs };
      case 'failed': {
        const errorMessage = beginningOf(plainText(ended.reply.errorMessage), errorLength);
        return { outcome: 'failed', ...answered(ended.reply), errorMessage, durationMs };
      }
      default:
        return { outcome: 'timedOut', durationMs };
    }
  }
}

function answered(data: unknown): { data?: unknown; cut?: number } {
  if (data === undefined) return {};
  const { value, bytes, depth } = snapshot(data, dataBytes);
  return value !== undefined && depth <= dataDepth ? { data: value } : { cut: bytes };
}
