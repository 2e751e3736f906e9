import * as v from 'valibot';
import { DocumentTooLong, findProblems } from '../../language/checks/findProblems';
import { scriptEndings } from '../../language/documents';
import { Modules } from '../../language/modules';
import { Lines } from '../../language/syntax/lines';
import { count, oneLine } from '../../presentation/text/text';
import type { ProjectFile } from '../agentHost';
import { AgentRefusal } from '../refusal';
import { defineTool } from '../tool';

export const checkFile = defineTool({
  name: 'deskside_check_file',
  title: 'Check a file',
  description:
    'Looks for mistakes in how a file of the project uses the Service Client API: unknown methods, arguments that do not fit, callbacks that are never called, subscriptions that replace others, polling, customers’ data in the console. Use it after you changed a widget’s code.',
  effect: 'reads',
  worksUntrusted: true,
  input: v.strictObject({
    path: v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(4_000),
      v.description('The file, from the folder of the project, such as src/widget.ts.'),
    ),
  }),
  announce: ({ path }) => `Check how ${oneLine(path, 200)} uses the Service Client API`,
  async run({ path }, { host }) {
    const file = await host.readFile(path);
    const { language } = file;
    if (language === undefined) {
      throw new AgentRefusal(
        `${oneLine(path, 200)} holds no scripts. Name a file that ends in ${scriptEndings.map((ending) => `.${ending}`).join(', ')}.`,
      );
    }
    const problems = await problemsIn({ ...file, language }, (module) => host.readModule(module));
    return {
      text: problems.length === 0 ? 'No problems found.' : `${count(problems.length, 'problem')} found.`,
      data: problems,
    };
  },
});

async function problemsIn(
  { path, language, text }: ProjectFile & { readonly language: string },
  readModule: (path: string) => Promise<string | undefined>,
): Promise<readonly object[]> {
  try {
    const problems = await new Modules(readModule).analyze(path, (reader) =>
      findProblems(text, language, { readModule: reader }),
    );
    const lines = new Lines(text);
    return problems.map(({ range, message, check, severity }) => {
      const { line, column } = lines.at(range.from);
      return { line: line + 1, column: column + 1, severity, message, check };
    });
  } catch (error) {
    if (error instanceof DocumentTooLong) throw new AgentRefusal(error.message);
    throw error;
  }
}
