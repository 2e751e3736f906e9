import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { errorCode } from '../../base/guards';
import { traceOfMessages } from '../../trace/messagesTrace';
import type { WireMessage } from '../../trace/messagesTrace';
import type { NamedJob } from './scenarioFiles';

/** Writes the traces of scenarios into a folder, a file each. */
export class TraceFolder {
  #failed = false;

  /** @param warn hears why traces cannot be written, once */
  constructor(
    private readonly folder: string,
    private readonly warn: (text: string) => void,
  ) {}

  /** @returns the file; undefined if it cannot be written */
  write({ file, repetition }: NamedJob, messages: readonly WireMessage[]): string | undefined {
    const name = file.replace(/[^\w.-]+/g, '-').replace(/\.scenario\.(?:ya?ml|json)$/, '');
    const path = join(this.folder, `${name}${repetition === undefined ? '' : `-${repetition}`}.deskside-trace`);
    const begun = messages[0]?.time ?? Date.now();
    try {
      mkdirSync(this.folder, { recursive: true });
      const text = traceOfMessages(messages, { product: version, begun, masking: { allowedKeys: [] } });
      writeFileSync(path, text, { mode: 0o600 });
      return path;
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      if (!this.#failed) this.warn(`No trace can be written into ${this.folder} (${String(errorCode(error))}).`);
      this.#failed = true;
      return undefined;
    }
  }
}
