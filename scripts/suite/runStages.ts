import { describeError } from '../hosts/say';
import type { Stage, Write } from './stages';
import { add, nothing, oneFailed } from './tally';
import type { Tally } from './tally';

/**
 * Runs stages one after the other, and in a second row those that run beside the others. What these say comes in one piece
 * when they are done, between two others.
 * @param interrupted no further stage begins once this is aborted
 */
export async function runStages(
  stages: readonly Stage[],
  interrupted: AbortSignal,
  write: Write = console.log,
): Promise<Tally> {
  const kept: string[] = [];
  const writeKept = (): void => {
    for (const text of kept.splice(0)) write(text);
  };
  const row = async (ofRow: readonly Stage[], run: (stage: Stage) => Promise<Tally>): Promise<Tally> => {
    let total = nothing;
    for (const stage of ofRow) {
      if (!interrupted.aborted) total = add(total, await run(stage));
    }
    return total;
  };
  const beside = row(
    stages.filter((stage) => stage.beside),
    async (stage) => {
      const said: string[] = [];
      const tally = await runStage(stage, (text) => said.push(text));
      kept.push(...said);
      return tally;
    },
  );
  const inTurn = await row(
    stages.filter((stage) => !stage.beside),
    async (stage) => {
      const tally = await runStage(stage, write);
      writeKept();
      return tally;
    },
  );
  const total = add(inTurn, await beside);
  writeKept();
  return total;
}

async function runStage(stage: Stage, write: Write): Promise<Tally> {
  write(`\n=== ${stage.heading} ===`);
  const start = Date.now();
  try {
    return await stage.run(write);
  } catch (error) {
    write(describeError(error));
    return oneFailed;
  } finally {
    write(`> ${stage.name} took ${Math.round((Date.now() - start) / 1000)} s`);
  }
}
