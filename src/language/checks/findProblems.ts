import type { SyntaxNode } from '@lezer/common';
import { readCode } from '../code';
import type { Code } from '../code';
import type { ReadModule } from '../meaning/meaning';
import type { Range } from '../syntax/nodes';
import { importsModules, longestText, mentionsApi } from '../documents';
import { moduleSources, scriptsOf } from '../syntax/script';
import { isInBrokenCode } from './brokenCode';
import type { Finding, Severity } from './check';
import { checks } from './checks';
import { isClientLibrary, libraryAsModule, libraryAsModuleMessage } from './flow/libraryAsModule';
import { Suppressions } from './suppressions';

/** A finding with the check that made it. */
export interface Problem extends Finding {
  readonly check: string;
  readonly severity: Severity;
}

export interface CheckOptions {
  /** The names of the checks that are switched off. */
  readonly off?: ReadonlySet<string>;
  readonly readModule?: ReadModule;
}

/** A document that is too long to be read. */
export class DocumentTooLong extends Error {
  override readonly name = 'DocumentTooLong';
  constructor() {
    super(`The document is longer than ${longestText} characters, so that it is not checked.`);
  }
}

/**
 * What the checks find in a document, in the order of its text.
 * @param language VS Code's id of the document's language
 * @throws DocumentTooLong
 */
export function findProblems(text: string, language: string, options: CheckOptions = {}): readonly Problem[] {
  const mayUseApi = mentionsApi(text) || (options.readModule !== undefined && importsModules(text));
  if (!mayUseApi) return [];
  if (text.length > longestText) throw new DocumentTooLong();
  const code = scriptsOf(text, language).map((script) => readCode(script, options.readModule));
  return problemsIn({ text, language, code }, options.off);
}

/** A document whose scripts were read. */
export interface ReadDocument {
  readonly text: string;
  /** VS Code's id of the document's language. */
  readonly language: string;
  /** Each of its scripts. */
  readonly code: readonly Code[];
}

/**
 * What the checks find in a document that was read, in the order of its text.
 * @param off the names of the checks that are switched off
 */
export function problemsIn({ text, language, code }: ReadDocument, off?: ReadonlySet<string>): readonly Problem[] {
  const found = [...code.flatMap((script) => problemsInScript(script, off)), ...moduleScripts(text, language)];
  const suppressions = new Suppressions(
    text,
    language,
    code.map(({ meaning }) => meaning.script),
  );
  return found
    .filter(({ check, range }) => off?.has(check) !== true && !suppressions.cover(check, range))
    .toSorted((one, other) => one.range.from - other.range.from);
}

function problemsInScript(read: Code, off?: ReadonlySet<string>): readonly Problem[] {
  const code = withoutOpenCalls(read);
  return checks
    .filter(({ name }) => off?.has(name) !== true)
    .flatMap(({ name, severity, find }) => find(code).map((finding) => ({ ...finding, check: name, severity })))
    .filter(({ range }) => !isInBrokenCode(code.meaning.script, range));
}

/** The code without the calls of which the list of arguments is not closed yet: what follows may be no argument of theirs. */
function withoutOpenCalls(code: Code): Code {
  const { services, core, unknown } = code.calls;
  const isClosed = ({ list }: { readonly list: SyntaxNode }) => list.lastChild?.name === ')';
  const calls = { services: services.filter(isClosed), core: core.filter(isClosed), unknown: unknown.filter(isClosed) };
  return { ...code, calls };
}

/** `<script type="module" src="…">` of the client library. */
function moduleScripts(text: string, language: string): readonly Problem[] {
  const { name: check, severity } = libraryAsModule;
  return moduleSources(text, language)
    .filter((range: Range) => isClientLibrary(text.slice(range.from, range.to)))
    .map((range) => ({ range, check, severity, message: libraryAsModuleMessage }));
}
