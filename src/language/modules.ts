import type { ApiValue } from './meaning/apiValue';
import { Meaning } from './meaning/meaning';
import type { ReadModule } from './meaning/meaning';
import { importsModules, languageOf, longestText, mentionsApi } from './documents';
import { exportsOf } from './exports';
import { filesOfImport } from './imports';
import type { ReadText } from './imports';
import { scriptsOf } from './syntax/script';

/** A wrapper of a wrapper is followed; a chain longer than this is a circle or generated. */
const deepestChain = 5;

/**
 * What the modules of a project export of the API. Modules are read as they are needed: an analysis that meets one that is
 * not read yet goes on without it, and is made again when it is there.
 */
export class Modules {
  /** By path; undefined where there is no file. */
  readonly #texts = new Map<string, string | undefined>();
  readonly #exports = new Map<string, ReadonlyMap<string, ApiValue>>();
  readonly #wanted = new Set<string>();

  constructor(private readonly readText: ReadText) {}

  /**
   * Makes an analysis that follows the imports of a file, and makes it again until every module that it asks for is read.
   * @param path of the file, with `/` between its parts
   */
  async analyze<T>(path: string, analysis: (readModule: ReadModule) => T): Promise<T> {
    for (let step = 0; ; step++) {
      const result = analysis(this.#readerFor(path));
      const wanted = [...this.#wanted];
      this.#wanted.clear();
      if (wanted.length === 0 || step >= deepestChain) return result;
      await Promise.all(wanted.map(async (each) => this.#texts.set(each, await this.readText(each))));
      this.#exports.clear();
    }
  }

  /**
   * A file changed, came or went: what was read of it counts no more.
   * @returns whether an analysis asked for it
   */
  forget(path: string): boolean {
    if (!this.#texts.delete(path)) return false;
    this.#exports.clear();
    return true;
  }

  #readerFor(path: string): ReadModule {
    return (specifier) => {
      if (!specifier.startsWith('.')) return undefined;
      for (const candidate of filesOfImport(path, specifier)) {
        if (!this.#texts.has(candidate)) this.#wanted.add(candidate);
        const text = this.#texts.get(candidate);
        if (text !== undefined) return this.#exportsOf(candidate, text);
      }
      return undefined;
    };
  }

  #exportsOf(path: string, text: string): ReadonlyMap<string, ApiValue> {
    const known = this.#exports.get(path);
    if (known !== undefined) return known;
    // Two modules that import each other end here.
    this.#exports.set(path, new Map());
    const language = languageOf(path);
    const mayExport =
      language !== undefined && text.length <= longestText && (mentionsApi(text) || importsModules(text));
    const scripts = mayExport ? scriptsOf(text, language) : [];
    const found = new Map(scripts.flatMap((script) => [...exportsOf(new Meaning(script, this.#readerFor(path)))]));
    this.#exports.set(path, found);
    return found;
  }
}
