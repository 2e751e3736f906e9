import { lookup } from '../base/guards';

/** Which documents are read, told from their language and text alone: nothing here needs the parser. */

/** Languages whose documents are a script as a whole. */
const scriptDialects: Readonly<Record<string, string>> = {
  javascript: 'jsx',
  javascriptreact: 'jsx',
  typescript: 'ts',
  typescriptreact: 'ts jsx',
};

/** Languages whose documents hold scripts in `<script>` elements. */
const markupLanguages: ReadonlySet<string> = new Set(['html', 'vue', 'svelte']);

/** VS Code's ids of the languages in which the API is used. */
export const scriptLanguages: readonly string[] = [...Object.keys(scriptDialects), ...markupLanguages];

/** The language of a file by the ending of its name; undefined for one that holds no scripts. */
export function languageOf(path: string): string | undefined {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return lookup(languagesByEnding, ending);
}

const languagesByEnding: Readonly<Record<string, string>> = {
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  tsx: 'typescriptreact',
  htm: 'html',
  html: 'html',
  vue: 'vue',
  svelte: 'svelte',
};

/** The endings of all files that hold scripts, without their dots. */
export const scriptEndings: readonly string[] = Object.keys(languagesByEnding);

/** A longer document is generated, minified or data: reading such a one would hold up typing. */
export const longestText = 1_000_000;

/** Every use of the API begins with one of these words; a document without them has nothing to read. */
const mention = /\bgenesys\b|\bwwe\b|deskside\/client/;

/** Whether a document may use the API, told from its text alone. */
export function mentionsApi(text: string): boolean {
  return mention.test(text);
}

/** Whether a document takes something from a module of its project, which may be a part of the API. */
export function importsModules(text: string): boolean {
  return /\bfrom\s*['"]\./.test(text);
}

/** The parser's name for the dialect of a document that is a script as a whole; undefined for any other. */
export function dialectOf(language: string): string | undefined {
  return lookup(scriptDialects, language);
}

/** Whether a document holds scripts in `<script>` elements. */
export function isMarkup(language: string): boolean {
  return markupLanguages.has(language);
}
