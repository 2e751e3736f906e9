import { applyEdits, modify, parse } from 'jsonc-parser';
import * as v from 'valibot';
import { declarationsName } from './declarations';
import type { ProjectConfig } from './projectConfig';

/**
 * Where a project finds declarations by itself: in its folder `types`, or else in a folder that it includes.
 * @returns undefined where it includes no folder
 */
export function declarationsPlace({ folder, include, includes }: ProjectConfig): string | undefined {
  const bases = include.map((pattern) => (pattern.startsWith('**') ? folder : baseOf(pattern)));
  return [defaultPlace(folder), ...bases.map((base) => `${base}/${declarationsName}`)].find(includes);
}

/** Where declarations go in a folder that says nothing of it. */
export function defaultPlace(folder: string): string {
  return `${folder}/types/${declarationsName}`;
}

/** The folder of a pattern: all before its first wildcard. */
function baseOf(pattern: string): string {
  const wildcard = pattern.search(/[*?]/);
  const plain = wildcard < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf('/', wildcard));
  // A name with an ending is a file.
  return wildcard < 0 && /\/[^/]*\.[^/]+$/.test(plain) ? plain.slice(0, plain.lastIndexOf('/')) : plain;
}

/** The text of a configuration that also names a file, by its path from there; all else in it stays, comments too. */
export function withFile(text: string, file: string): string {
  const formattingOptions = {
    tabSize: 2,
    insertSpaces: !/^\t/m.test(text),
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const config: unknown = parse(text, [], { allowTrailingComma: true });
  const hasFiles = v.is(v.object({ files: v.array(v.unknown()) }), config);
  const edits = hasFiles
    ? modify(text, ['files', -1], file, { formattingOptions, isArrayInsertion: true })
    : modify(text, ['files'], [file], { formattingOptions });
  return applyEdits(text, edits);
}

/** A configuration for a folder without one: TypeScript then understands all scripts in it, JavaScript too. */
export const newConfig = `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "jsx": "preserve"
  },
  "exclude": ["node_modules", "dist"]
}
`;
