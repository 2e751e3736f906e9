import type * as vscode from 'vscode';
import { problemsIn } from '../../../language/checks/findProblems';
import type { Problem, ReadDocument } from '../../../language/checks/findProblems';
import { checksSetting, readOrDefault } from '../../settings/settings';

interface Found {
  /** The checks that were off. */
  readonly off: string;
  readonly problems: readonly Problem[];
}

/** What the checks find in documents. VS Code asks for quick fixes at each move of the cursor, so it is kept. */
export class FoundProblems {
  readonly #found = new WeakMap<ReadDocument, Found>();

  /** What the checks find that the settings of a document's folder leave on. */
  in(read: ReadDocument, uri: vscode.Uri): readonly Problem[] {
    const off = checksOff(uri);
    const key = [...off].sort().join();
    const kept = this.#found.get(read);
    if (kept?.off === key) return kept.problems;
    const problems = problemsIn(read, off);
    this.#found.set(read, { off: key, problems });
    return problems;
  }
}

function checksOff(uri: vscode.Uri): ReadonlySet<string> {
  const switches = Object.entries(readOrDefault(checksSetting, uri));
  return new Set(switches.filter(([, on]) => !on).map(([name]) => name));
}
