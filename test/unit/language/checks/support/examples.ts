import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findProblems } from '../../../../../src/language/checks/findProblems';
import type { Problem } from '../../../../../src/language/checks/findProblems';
import type { Fix } from '../../../../../src/language/checks/check';
import { Modules } from '../../../../../src/language/modules';

/**
 * One example of the text files beside the tests: `=== wrong <language>: <title>` or `=== right …`, then code. In wrong code
 * ⟦ and ⟧ mark each place that the check of the file's name must report, and no other place may be reported by any check.
 * `--- fixed` begins the whole text after the first fix of each problem, `--- file ./name.ts` another file of the project.
 */
export interface Example {
  readonly check: string;
  readonly title: string;
  readonly language: string;
  readonly wrong: boolean;
  readonly text: string;
  /** The places that must be reported, in order, each as `line:column text`. */
  readonly marked: readonly string[];
  readonly fixed?: string;
  readonly files: ReadonlyMap<string, string>;
}

const folders = ['calls', 'flow'].map((name) => join(import.meta.dirname, '..', name));

/** All examples, as their files hold them. */
export function readExamples(): readonly Example[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .toSorted()
      .flatMap((file) => examplesIn(basename(file, '.txt'), readFileSync(join(folder, file), 'utf8'))),
  );
}

function examplesIn(check: string, content: string): readonly Example[] {
  return content
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...sections] = part.split(/^--- /m);
      const [, kind = '', language = '', title = '', code = ''] = /^(\w+) (\w+): (.*)\n([^]*)$/.exec(head) ?? [];
      if (!['wrong', 'right'].includes(kind)) throw new Error(`${check}: "${head.split('\n')[0]}" is no example`);
      const files = new Map<string, string>();
      let fixed: string | undefined;
      for (const section of sections) {
        const [, name = '', body = ''] = /^(.*)\n([^]*)$/.exec(section) ?? [];
        if (name === 'fixed') fixed = body.trimEnd();
        else files.set(name.replace(/^file \.\//, '/project/'), body);
      }
      const { text, marked } = unmark(code.trimEnd());
      return {
        check,
        title,
        language,
        wrong: kind === 'wrong',
        text,
        marked,
        files,
        ...(fixed !== undefined && { fixed }),
      };
    });
}

function unmark(code: string): { readonly text: string; readonly marked: readonly string[] } {
  const parts = code.split(/⟦([^]*?)⟧/);
  const marked: string[] = [];
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) marked.push(placeIn(text, part));
    text += part;
  }
  return { text, marked };
}

/** A place as `line:column text`; the line and column from 1. */
export function placeIn(before: string, text: string): string {
  const lines = before.split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} ${text}`;
}

/** What all checks report in an example, with the other files of its project. */
export function problemsOf({ text, language, files }: Example): Promise<readonly Problem[]> {
  const modules = new Modules((path) => Promise.resolve(files.get(path)));
  return modules.analyze('/project/main', (readModule) => findProblems(text, language, { readModule }));
}

/** A text after fixes, the last edit first. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  return fixes
    .flatMap(({ edits }) => edits)
    .toSorted((one, other) => other.range.from - one.range.from)
    .reduce((before, { range, text: put }) => before.slice(0, range.from) + put + before.slice(range.to), text);
}
