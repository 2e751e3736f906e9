import * as v from 'valibot';
import type { Answer } from '../questions/question';
import { widgetKinds } from './widgetKinds';
import type { WidgetKind } from './widgetKinds';

/** Where the extension has its list of the files of new projects, from its folder. */
export const projectIndex = 'dist/project/index.json';

/** The name that stands in the templates for that of the widget. */
const placeholder = 'my-widget';

/** The folder of a project that holds the package of Deskside. */
const packageFolder = 'deskside';

const filesSchema = v.record(v.string(), v.string());

/** Files by their paths where they go, with the paths from the extension's folder from where they come. */
export const projectIndexSchema = v.object({
  package: filesSchema,
  kinds: v.object({ plain: filesSchema, typescript: filesSchema, react: filesSchema }),
});
export type ProjectIndex = v.InferOutput<typeof projectIndexSchema>;

/** A file of a new project. */
export interface NewProjectFile {
  /** From the folder of the project. */
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * The files of a new widget.
 * @param read reads a file of the extension by its path from the extension's folder
 * @throws what `read` throws
 */
export async function projectFiles(
  kind: WidgetKind,
  name: string,
  read: (path: string) => Promise<Uint8Array>,
): Promise<readonly NewProjectFile[]> {
  const index = v.parse(v.pipe(v.string(), v.parseJson(), projectIndexSchema), textOf(await read(projectIndex)));
  const named = async ([path, from]: readonly [string, string]): Promise<NewProjectFile> => {
    const text = textOf(await read(from)).replaceAll(placeholder, name);
    return { path, content: new TextEncoder().encode(text) };
  };
  const copied = async ([path, from]: readonly [string, string]): Promise<NewProjectFile> => ({
    path: `${packageFolder}/${path}`,
    content: await read(from),
  });
  return Promise.all([...Object.entries(index.kinds[kind]).map(named), ...Object.entries(index.package).map(copied)]);
}

/** What makes a good name for a folder on each system, and for a package of npm. */
const nameForm = /^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/;
const longestName = 60;

/** Reads the name of a new widget. */
export function readWidgetName(text: string): Answer<string> {
  const name = text.trim();
  if (name.length > longestName) return { problem: `Type no more than ${longestName} characters.` };
  if (!nameForm.test(name)) {
    return { problem: 'Type small letters and digits, with hyphens between them, such as order-widget.' };
  }
  // The project holds a folder with this name, and npm installs it under that name.
  return name === packageFolder
    ? { problem: 'The package of Deskside has this name. Type another one.' }
    : { value: name };
}

/** The choices of the question for the kind. */
export const kindChoices = widgetKinds.map(({ kind, label, detail }) => ({ value: kind, label, detail }));

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
