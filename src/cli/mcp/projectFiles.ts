import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { ProjectFile } from '../../agents/agentHost';
import { AgentRefusal } from '../../agents/refusal';
import { languageOf, longestText } from '../../language/documents';
import { readRegularFile, UnreadableFile } from '../regularFile';
import { terminalLine } from '../terminalText';

/** Bytes that the longest text takes. */
const mostBytes = 4 * longestText;

/** The files of the folder in which the command runs. Nothing outside of it is read, also not through a link. */
export class ProjectFiles {
  constructor(private readonly folder: string) {}

  /** @throws AgentRefusal if the file lies elsewhere or cannot be read */
  async read(path: string): Promise<ProjectFile> {
    const file = resolve(this.folder, path);
    const named = terminalLine(path);
    try {
      this.#mustBeInside(file, named);
      if (!isBelow(await realpath(this.folder), await realpath(file))) throw new UnreadableFile(unreadable);
      return {
        path: file.split(sep).join('/'),
        language: languageOf(file),
        text: readRegularFile(file, mostBytes).text,
      };
    } catch (error) {
      if (error instanceof AgentRefusal) throw error;
      const why = error instanceof UnreadableFile ? error.message : unreadable;
      throw new AgentRefusal(`${named} ${why}. Name a file from the folder ${this.folder}.`);
    }
  }

  /** The text of a file in the folder; undefined if there is none. */
  async readModule(path: string): Promise<string | undefined> {
    return this.read(path).then(
      ({ text }) => text,
      () => undefined,
    );
  }

  /** Looks at the path alone: nothing is asked of the system about other places, which may be other machines. */
  #mustBeInside(file: string, named: string): void {
    if (!isBelow(this.folder, file))
      throw new AgentRefusal(`${named} lies outside of ${this.folder}. Name a file in that folder.`);
  }
}

/** Said of a link that leads out of the folder too, so that nobody learns whether there is a file. */
const unreadable = 'does not exist or cannot be read';

function isBelow(folder: string, file: string): boolean {
  const inside = relative(folder, file);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
