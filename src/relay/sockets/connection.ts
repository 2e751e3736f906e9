import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import type { Disposable } from '../../base/disposable';
import { runningTimeout } from '../../base/runningTimeout';
import { ProtocolError } from '../../protocol/errors';
import { closeCodes } from '../../protocol/handshake';
import type { Role } from '../../protocol/handshake';
import { PingCheck } from '../../protocol/connection/keepAlive';
import { limits } from '../../protocol/limits';
import { asciiFrame } from './asciiFrame';
import { closeReason } from './closeReason';
import { answerToOtherVersion } from './otherVersion';
import type { Log } from '../logEntry';
import { WaitingBytes } from './waitingBytes';
import type { SendingConnection } from './waitingBytes';

/** What the owner of a connection does with what happens on it. */
export interface ConnectionOwner {
  /**
   * Takes in a text frame; a ProtocolError that it throws closes the connection.
   * @param bytes the same as it came, in UTF-8; they may be part of a larger piece of memory, see `compactBuffer`
   */
  receive(frame: string, bytes: Buffer): void;
  /** What was sent has left, after a time in which it had not. */
  drained(): void;
  /**
   * The connection is over; told once, and nothing more is received.
   * @param wentAway the other side said that it goes away: a browser does when it leaves the page
   * @param code with which the other side closed it; undefined if this side did
   */
  ended(wentAway: boolean, code?: number): void;
}

/** Standard close codes (RFC 6455, 7.4.1). */
const goingAway = 1001;
const unsupportedData = 1003;
const internalError = 1011;

/** Where it is worth while to wait for others: what is longer costs more to copy than it costs to send. */
const smallFrameBytes = 8 * 1024;

/** Why a connection is not read from at the moment. */
type Hold = 'flow' | 'strain';

/** One WebSocket of a page or a tool: bounds what waits to be sent, and ends it when the other side breaks the rules. */
export class SocketConnection implements SendingConnection {
  readonly #holds = new Set<Hold>();
  #owner: ConnectionOwner | undefined;
  #greeted = false;
  #corked = false;
  #helloTimer: Disposable | undefined;
  #stopAt: (() => void) | undefined;
  #closeTimer: NodeJS.Timeout | undefined;
  readonly #pingCheck: PingCheck;

  /**
   * @param socket what carries `ws`, which neither compresses nor fragments: frames may be written between its own
   * @param log hears of what a stranger does, until the key is proven
   * @param waiting what waits on all connections of the relay
   */
  constructor(
    private readonly role: Role,
    private readonly ws: WebSocket,
    private readonly socket: Socket,
    private log: Log,
    private readonly waiting = new WaitingBytes(),
  ) {
    this.#pingCheck = new PingCheck(ws);
  }

  /** Begins to listen; the proof of the key, or hello where the key was shown, must come in time. */
  start(owner: ConnectionOwner): void {
    this.#owner = owner;
    this.ws.on('message', (data, isBinary) => this.#receive(data, isBinary));
    this.ws.on('close', (code) => this.#closed(code));
    // It closes by itself with the right code: too large, bad UTF-8, bad frame.
    this.ws.on('error', ({ message }) => this.log({ kind: 'broken', role: this.role, message }));
    this.socket.on('drain', () => this.#drained());
    // Runs only while too much waits, and begins anew with whatever is taken of it, however little.
    this.socket.on('timeout', () => this.#stuck());
    this.#expectSoon('no proof of the key and no hello in time');
  }

  /** Reads no more than so many bytes until the key is proven. */
  limitUnproven(bytes: number): void {
    const most = this.socket.bytesRead + bytes;
    this.#stopAt = () => {
      if (this.socket.bytesRead > most) this.#cut('sent too much before it had proved its key');
    };
    // Before a frame is made of it.
    this.socket.prependListener('data', this.#stopAt);
  }

  /** The other side has proved its key: from now on another owner hears of what it does, and hello must come in time. */
  proven(owner: ConnectionOwner, log: Log): void {
    if (this.#stopAt !== undefined) this.socket.off('data', this.#stopAt);
    this.#owner = owner;
    this.log = log;
    this.#expectSoon('no hello in time');
  }

  /** Hello came. */
  greeted(): void {
    this.#greeted = true;
    this.#helloTimer?.dispose();
  }

  /** Sends a text frame, from a text or from its UTF-8. */
  send(text: string | Buffer): void {
    if (this.ws.readyState !== this.ws.OPEN) return;
    const frame = typeof text === 'string' ? asciiFrame(text) : undefined;
    if (frame === undefined) this.ws.send(text, { binary: false });
    else this.socket.write(frame, 'latin1');
    const buffered = this.ws.bufferedAmount;
    if (buffered > 0) this.waiting.grew(this);
    if (buffered > limits.toolBufferMostBytes) this.#stuck();
    else if (buffered > limits.toolBufferBytes) this.#strained();
  }

  get waitingBytes(): number {
    return this.ws.bufferedAmount;
  }

  /** What waits is let go of at once: its reader takes nothing, or too little. */
  tooMuchWaits(): void {
    if (this.#owner === undefined) return;
    this.log({ kind: 'cut', role: this.role, code: closeCodes.stuck, reason: 'more waits for all than may' });
    this.ws.terminate();
    this.#end();
  }

  /**
   * Sends a text frame as one of many: the first of a moment leaves at once, the small ones of that moment that follow
   * leave together, which is much faster than one by one.
   * @param bytes its UTF-8
   */
  sendMany(bytes: Buffer): void {
    this.send(bytes);
    if (this.#corked || bytes.length > smallFrameBytes) return;
    this.#corked = true;
    this.socket.cork();
    // After all that has come by now, from whatever page, was taken in.
    setImmediate(() => {
      this.#corked = false;
      this.socket.uncork();
    });
  }

  /** Whether so many bytes more may wait here; if not, `drained` will be told, or the connection is cut as stuck. */
  fits(bytes: number): boolean {
    const buffered = this.ws.bufferedAmount;
    const fits = buffered === 0 || buffered + bytes <= limits.toolBufferBytes;
    if (!fits) this.#strained();
    return fits;
  }

  /** Whether it has too much to send already. */
  get isStrained(): boolean {
    return this.#holds.has('strain');
  }

  /** Stops or goes on reading because others can't or can take what comes from here. */
  holdFlow(held: boolean): void {
    if (held) this.#hold('flow');
    else this.#release('flow');
  }

  /** Pings the other side, and ends the connection if it did not answer two pings in a row. */
  beat(): void {
    this.#pingCheck.check(this.#holds.size > 0);
  }

  /** The relay ends. */
  goAway(): void {
    this.close(goingAway, 'the relay ends');
  }

  close(code: number, reason: string): void {
    if (this.#owner === undefined) return;
    if (code !== goingAway) this.log({ kind: 'cut', role: this.role, code, reason });
    this.turnAway(code, reason);
  }

  /** Closes it because it is not let in, which is logged as that. */
  turnAway(code: number, reason: string): void {
    if (this.#owner === undefined) return;
    this.ws.close(code, closeReason(reason));
    this.#end();
    this.#closeTimer = setTimeout(() => this.ws.terminate(), limits.closeTimeoutMs);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#owner === undefined) return;
    this.#pingCheck.heard();
    if (isBinary || !Buffer.isBuffer(data)) {
      this.close(unsupportedData, 'text frames only');
      return;
    }
    const frame = data.toString();
    const turnedAway = this.#greeted ? undefined : answerToOtherVersion(frame, this.role);
    if (turnedAway !== undefined) {
      this.send(turnedAway.answer);
      this.close(closeCodes.version, turnedAway.reason);
      return;
    }
    try {
      this.#owner.receive(frame, data);
    } catch (error) {
      if (error instanceof ProtocolError) this.close(closeCodes.badFrame, error.message);
      else this.#fail(error);
    }
  }

  #expectSoon(otherwise: string): void {
    this.#helloTimer?.dispose();
    this.#helloTimer = runningTimeout(limits.helloTimeoutMs, () => this.close(closeCodes.noHello, otherwise));
  }

  /** Ends it without a word: what comes next would have to be read. */
  #cut(reason: string): void {
    this.log({ kind: 'cut', role: this.role, code: closeCodes.badFrame, reason });
    this.ws.terminate();
    this.#end();
  }

  /** A fault of ours must not end the relay: this connection ends, the others go on. */
  #fail(error: unknown): void {
    this.log({ kind: 'failure', message: error instanceof Error ? error.message : 'unknown' });
    this.close(internalError, 'something went wrong inside');
  }

  #strained(): void {
    if (this.#owner === undefined || this.isStrained) return;
    this.socket.setTimeout(limits.toolStuckMs);
    this.#hold('strain');
  }

  #stuck(): void {
    this.close(closeCodes.stuck, 'does not read');
  }

  #drained(): void {
    if (!this.isStrained) return;
    this.socket.setTimeout(0);
    this.#release('strain');
    this.#owner?.drained();
  }

  #hold(why: Hold): void {
    if (this.#owner === undefined) return;
    this.#holds.add(why);
    this.ws.pause();
  }

  #release(why: Hold): void {
    if (this.#holds.delete(why) && this.#holds.size === 0) this.ws.resume();
  }

  #closed(code: number): void {
    clearTimeout(this.#closeTimer);
    this.#end(code === goingAway || code === closeCodes.left, code);
  }

  #end(wentAway = false, code?: number): void {
    const owner = this.#owner;
    if (owner === undefined) return;
    this.#owner = undefined;
    this.waiting.remove(this);
    this.#helloTimer?.dispose();
    this.socket.setTimeout(0);
    this.#holds.clear();
    // The answer to a close has to be read.
    this.ws.resume();
    owner.ended(wentAway, code);
  }
}
