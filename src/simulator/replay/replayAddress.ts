import * as v from 'valibot';
import { fromBase64url } from '../../base/text/readBase64url';
import { replayPaces, replayPlanSchema } from './replayPlan';
import type { ReplayPace, ReplayPlan } from './replayPlan';

/** The names under which a plan and its pace stand in the fragment of the page's address. */
const planParameter = 'replay';
const paceParameter = 'pace';

/** A longer address is cut off by browsers, in characters. */
export const longestPlan = 1_900_000;

/** More than a plan becomes that fits into an address. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The address of the page with a plan that it is to replay.
 * @param encoded the JSON of the plan, compressed (raw deflate), in base64url
 */
export function withReplay(address: string, encoded: string, pace: ReplayPace): string {
  const parameters = `${paceParameter}=${pace}&${planParameter}=${encoded}`;
  return `${address}${address.includes('#') ? '&' : '#'}${parameters}`;
}

/** Whether the address of the page asks for a replay. */
export function asksForReplay({ hash }: Pick<Location, 'hash'>): boolean {
  return new URLSearchParams(hash.slice(1)).has(planParameter);
}

/** What the address of the page asks to be replayed; undefined if it holds no whole plan. */
export async function replayOfAddress({
  hash,
}: Pick<Location, 'hash'>): Promise<{ readonly plan: ReplayPlan; readonly pace: ReplayPace } | undefined> {
  const parameters = new URLSearchParams(hash.slice(1));
  const pace = replayPaces.find((each) => each === parameters.get(paceParameter)) ?? 'recorded';
  try {
    const text = await inflated(fromBase64url(parameters.get(planParameter) ?? ''));
    const plan = v.safeParse(replayPlanSchema, JSON.parse(text));
    return plan.success ? { plan: plan.output, pace } : undefined;
  } catch {
    return undefined;
  }
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = stream.getReader();
  let text = '';
  for (let length = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > mostBytes) throw new RangeError('too long');
    text += decoder.decode(value, { stream: true });
  }
}
