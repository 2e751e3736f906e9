import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';

/** How many messages are kept to look at. */
const mostEntries = 500;

/** A message on the wire, or one that a fault kept back. */
export interface LogEntry {
  /** Counts up from 1. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `in`: from a widget to Workspace. */
  readonly direction: 'in' | 'out';
  readonly kind: 'request' | 'subscribe' | 'unsubscribe' | 'reply' | 'event' | 'ignored' | 'silence';
  readonly widget: string;
  /** Service, event names, or why it was ignored or may be silent. */
  readonly name: string;
  /** The kind of an event, where it says so. */
  readonly detail?: string | undefined;
  readonly referenceId?: string | number | undefined;
  /** The reply bears an error. */
  readonly failed?: true | undefined;
  /** The fault that was applied to the message. */
  readonly fault?: string | undefined;
  /** The message as it was. */
  readonly message: unknown;
}

/** The newest messages. Older ones are dropped and counted. */
export class MessageLog {
  readonly #changed = new Signal<void>();
  #entries: LogEntry[] = [];
  #count = 0;
  #forgotten = 0;
  #ofBridge = 0;

  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** Oldest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** How many older ones are no longer there. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** How many messages of Deskside's bridge were left out. */
  get ofBridge(): number {
    return this.#ofBridge;
  }

  countOfBridge(): void {
    this.#ofBridge += 1;
    this.#changed.emit();
  }

  add(entry: Omit<LogEntry, 'id' | 'time'>): void {
    this.#count += 1;
    this.#entries.push({ ...entry, id: this.#count, time: Date.now() });
    if (this.#entries.length > mostEntries) {
      this.#entries.shift();
      this.#forgotten += 1;
    }
    this.#changed.emit();
  }

  clear(): void {
    this.#entries = [];
    this.#forgotten = 0;
    this.#ofBridge = 0;
    this.#changed.emit();
  }
}
