import { limits } from '../../protocol/limits';
import type { LiveInteraction, NewRecord } from '../../protocol/records';
import { snapshot } from './snapshot';

/** A desk record and, if something had to be left out of it, how many bytes that had. */
export interface DeskPart {
  readonly record: Extract<NewRecord, { kind: 'desk' }>;
  readonly cut?: number;
}

/**
 * So much of a list is told whole: with the ids of the rest it fits into what the bridge holds until the relay has it. A
 * longer one would push itself out, and would be told again because of the gap, and again.
 */
const mostBytes = limits.bridgeBytes / 2;
/** So much of the rest keeps its short fields. */
const shortenedBytes = mostBytes / 4;

/** Leaves room for what stands around the interactions in a record. */
const chunkBytes = limits.recordBytes * 0.75;
const interactionDepth = limits.jsonDepth - 8;

/** A text longer than this does not stay in an interaction that is too large as a whole. */
const shortTextLength = 200;

/**
 * The whole list of interactions as desk records, none larger than a record may be. Where it takes several, the last
 * one holds the ids of all: as a whole list it takes away what is gone and leaves what the others said.
 */
export function wholeList(interactions: readonly LiveInteraction[]): DeskPart[] {
  const chunks = chunksOf(interactions);
  const parts = chunks.map((chunk): DeskPart => {
    const record = { kind: 'desk', interactions: chunk.interactions } as const;
    return chunk.cut > 0 ? { record, cut: chunk.cut } : { record };
  });
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return [{ ...only, record: { ...only.record, whole: true } }];
  const ids = interactions.map(({ interactionId }) => ({ interactionId }));
  return [...parts, { record: { kind: 'desk', whole: true, interactions: ids } }];
}

interface Chunk {
  readonly interactions: LiveInteraction[];
  bytes: number;
  cut: number;
}

function chunksOf(interactions: readonly LiveInteraction[]): Chunk[] {
  let chunk: Chunk = { interactions: [], bytes: 0, cut: 0 };
  const chunks = [chunk];
  let left = mostBytes;
  for (const interaction of interactions) {
    const whole = snapshot(interaction);
    const fits = whole.bytes <= Math.min(chunkBytes, left) && whole.depth <= interactionDepth;
    const kept = fits ? interaction : shortened(interaction, left + shortenedBytes);
    const { bytes } = fits ? whole : snapshot(kept);
    left -= bytes;
    if (chunk.bytes > 0 && chunk.bytes + bytes > chunkBytes) {
      chunk = { interactions: [], bytes: 0, cut: 0 };
      chunks.push(chunk);
    }
    chunk.interactions.push(kept);
    chunk.bytes += bytes;
    if (!fits) chunk.cut += whole.bytes;
  }
  return chunks;
}

/** @param room bytes that there are for it */
function shortened(interaction: LiveInteraction, room: number): LiveInteraction {
  if (room <= 0) return { interactionId: interaction.interactionId };
  const short = Object.entries(interaction).filter(
    ([, value]) => typeof value !== 'object' && (typeof value !== 'string' || value.length <= shortTextLength),
  );
  return { ...Object.fromEntries(short), interactionId: interaction.interactionId };
}
