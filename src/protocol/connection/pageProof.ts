/**
 * How a page and a relay prove to each other that they have the page key, before either shows anything else: any program
 * may have taken the relay's port while it was away.
 */
import * as v from 'valibot';
import { keyForm, toBase64url } from '../../base/base64url';
import { isFunction } from '../../base/guards';
import { asciiBytes, hmacSha256, sha256 } from '../../base/sha256';
import type { MethodTable } from '../peer';

const keyText = v.pipe(v.string(), v.regex(keyForm));
const challengeResult = v.strictObject({ nonce: keyText, proof: keyText });

/** What a page says before its hello. */
export const pageProof = {
  challenge: {
    params: v.strictObject({
      nonce: keyText,
      /** The page dials with TLS: a certificate says who answers, and a proxy before the relay may have another host. */
      tls: v.optional(v.literal(true)),
      /** The key is the simulator's. */
      simulator: v.optional(v.literal(true)),
    }),
    result: challengeResult,
  },
  prove: { params: v.strictObject({ proof: keyText }) },
} as const satisfies MethodTable;

/** What is signed. The role is in it so that nobody can give a proof back, the host so that nobody can pass one on. */
export function signedText(prover: 'relay' | 'page', host: string, nonces: { page: string; relay: string }): string {
  return [`deskside.v2 ${prover}`, host, nonces.page, nonces.relay].join('\n');
}

/** The host that is signed where a page dials with TLS. */
export const tlsHost = 'tls';

/** What a tool signs with the tool key to get the simulator's key. */
export const simulatorKeyText = 'deskside.v2 simulator';

const challengeId = 0;
/** Far more characters than an answer has: any program may send without end, and to read that would hold the page. */
const longestAnswer = 1000;
const answerSchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  id: v.literal(challengeId),
  result: challengeResult,
});

/** Taken when this is loaded: a page may replace it later, and may lack it from the beginning. */
const fillRandomly = randomSource();

function randomSource(): ((bytes: Uint8Array<ArrayBuffer>) => unknown) | undefined {
  try {
    const source = crypto;
    const fill: unknown = Reflect.get(source, 'getRandomValues');
    return isFunction(fill) ? (bytes) => Reflect.apply(fill, source, [bytes]) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether there are random numbers that nobody can guess, without which nobody can prove anything. */
export const canProve = fillRandomly !== undefined;

/** With which key, and to whom, a page proves itself. */
export interface PageKey {
  readonly key: string;
  /** Whether it is the simulator's. */
  readonly simulator?: boolean;
}

/** The page's side of the proof on one connection; only where `canProve` says so. */
export class PageProof {
  readonly #secret: readonly number[];
  readonly #nonce: string;
  readonly #tls: boolean;
  readonly #host: string;

  /** @param address the WebSocket address that is dialled */
  constructor(
    private readonly key: PageKey,
    address: string,
  ) {
    const bytes = new Uint8Array(32);
    fillRandomly?.(bytes);
    this.#nonce = toBase64url(bytes);
    const { protocol, host } = new URL(address);
    this.#tls = protocol === 'wss:';
    this.#host = this.#tls ? tlsHost : host;
    this.#secret = sha256(asciiBytes(key.key));
  }

  /** The page's first message. */
  get challenge(): string {
    const more = `${this.#tls ? ',"tls":true' : ''}${this.key.simulator === true ? ',"simulator":true' : ''}`;
    return `{"jsonrpc":"2.0","id":${challengeId},"method":"challenge","params":{"nonce":"${this.#nonce}"${more}}}`;
  }

  /**
   * Looks at what came as the answer to it.
   * @returns the page's proof, as the message to send next; undefined if it does not prove that the relay has the key
   */
  answerTo(text: string): string | undefined {
    const answer = text.length > longestAnswer ? undefined : readAnswer(text);
    if (answer === undefined) return undefined;
    const nonces = { page: this.#nonce, relay: answer.nonce };
    if (answer.proof !== this.#sign('relay', nonces)) return undefined;
    return `{"jsonrpc":"2.0","method":"prove","params":{"proof":"${this.#sign('page', nonces)}"}}`;
  }

  #sign(prover: 'relay' | 'page', nonces: { page: string; relay: string }): string {
    return toBase64url(hmacSha256(this.#secret, signedText(prover, this.#host, nonces)));
  }
}

function readAnswer(text: string): v.InferOutput<typeof challengeResult> | undefined {
  try {
    return v.parse(answerSchema, JSON.parse(text)).result;
  } catch {
    return undefined;
  }
}
