import { SourceMap } from 'node:module';
import * as v from 'valibot';
import type { CallSite } from '../protocol/records';

/** How long a server may take for one answer. */
const longestMs = 5000;
const mostBytes = 20 * 1024 * 1024;

/** Why a source map could not be read, in one sentence. */
export class SourceMapError extends Error {
  override readonly name = 'SourceMapError';
}

const mapSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    version: v.literal(3),
    mappings: v.string(),
    sources: v.array(v.nullable(v.string())),
    sourceRoot: v.optional(v.nullable(v.string())),
  }),
);

type SourceMapText = v.InferOutput<typeof mapSchema>;

/** What stands in a map for a place; counts from 0. */
const entrySchema = v.object({
  generatedLine: v.number(),
  originalSource: v.string(),
  originalLine: v.number(),
  originalColumn: v.number(),
});

/** The last comment that names a map counts. */
const reference = /^.*\/[/*][#@]\s*sourceMappingURL=([^\s'"*]+)/s;

/**
 * Where a place of a script stands in what the script was made from, as its source map says. It asks the script's own origin
 * and no other, and follows no redirect.
 * @param place in a script of an http or https address
 * @param cancelled ends it
 * @returns undefined where the script has no map, or the map knows nothing of this place
 * @throws SourceMapError where the script or its map can't be read
 */
export async function originalPlace(place: CallSite, cancelled: AbortSignal): Promise<CallSite | undefined> {
  const script = await read(new URL(place.file), cancelled);
  const named = script.header ?? reference.exec(script.text)?.[1];
  if (named === undefined) return undefined;
  if (!URL.canParse(named, place.file)) throw new SourceMapError(`${place.file} names no address of a source map.`);
  const address = new URL(named, place.file);
  const isInline = address.protocol === 'data:';
  if (!isInline && address.origin !== new URL(place.file).origin) {
    throw new SourceMapError(`The source map of ${place.file} is at ${address.origin}, and not where the script is.`);
  }
  const { text } = await read(address, cancelled);
  return lookUp(text, place, isInline ? place.file : address.href);
}

/** @param base what the map's sources are relative to */
function lookUp(text: string, place: CallSite, base: string): CallSite | undefined {
  const map = v.safeParse(mapSchema, text);
  if (!map.success) throw new SourceMapError(`The source map of ${place.file} is none of version 3.`);
  const entry = v.safeParse(entrySchema, entryFor(place, map.output));
  // For a line without mappings Node finds the last one of a line before.
  if (!entry.success || entry.output.generatedLine !== place.line - 1) return undefined;
  const { originalSource, originalLine, originalColumn } = entry.output;
  const root = map.output.sourceRoot?.replace(/(?<=[^/])$/, '/') ?? '';
  const source = `${root}${originalSource}`;
  return {
    file: URL.canParse(source, base) ? new URL(source, base).href : source,
    line: originalLine + 1,
    column: originalColumn + 1,
  };
}

function entryFor({ file, line, column }: CallSite, { mappings, sources }: SourceMapText): unknown {
  const named = sources.map((source) => source ?? '');
  const map = { version: 3, file, mappings, sources: named, sourcesContent: [], names: [], sourceRoot: '' };
  try {
    return new SourceMap(map).findEntry(line - 1, column - 1);
  } catch (error) {
    throw new SourceMapError(`The source map of ${file} is damaged.`, { cause: error });
  }
}

/** @returns `header` names a map, where the server does so */
async function read(
  address: URL,
  cancelled: AbortSignal,
): Promise<{ readonly text: string; readonly header?: string }> {
  const shown = address.protocol === 'data:' ? 'The source map' : address.href;
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(longestMs)]);
  try {
    const response = await fetch(address, { redirect: 'error', credentials: 'omit', signal });
    if (!response.ok) throw new SourceMapError(`${shown} answers with ${response.status}.`);
    const header = response.headers.get('SourceMap');
    return { text: await textOf(response, shown), ...(header === null ? {} : { header }) };
  } catch (error) {
    if (error instanceof SourceMapError) throw error;
    throw new SourceMapError(
      `${shown} could not be read: it does not answer in ${longestMs / 1000} s, or by a redirect.`,
      {
        cause: error,
      },
    );
  }
}

async function textOf({ body }: Response, shown: string): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new SourceMapError(`${shown} has more than ${mostBytes / 1024 / 1024} MB.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
