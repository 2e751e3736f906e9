import { describeError } from '../hosts/say';
import type { Stage, Write } from './stages';
import { add, nothing, oneFailed } from './tally';
import type { Tally } from './tally';
import { Turns } from './turns';

/**
 * Runs stages: those of a row one after the other, the rows beside each other. What the stage says that began first is
 * written at once; what others say when those before them are done.
 * @param interrupted no further stage begins once this is aborted
 */
export async function runStages(
  stages: readonly Stage[],
  interrupted: AbortSignal,
  write: Write = console.log,
): Promise<Tally> {
  const turns = new Turns(write);
  const runRow = async (ofRow: readonly Stage[]): Promise<Tally> => {
    let total = nothing;
    for (const stage of ofRow) {
      if (!interrupted.aborted) total = add(total, await runStage(stage, turns));
    }
    return total;
  };
  const rows = [...new Set(stages.map(({ row }) => row))];
  const tallies = await Promise.all(rows.map((name) => runRow(stages.filter(({ row }) => row === name))));
  return tallies.reduce(add, nothing);
}

async function runStage(stage: Stage, turns: Turns): Promise<Tally> {
  const { say, end } = turns.begin();
  say(`\n=== ${stage.heading} ===`);
  const start = Date.now();
  try {
    return await stage.run(say);
  } catch (error) {
    say(describeError(error));
    return oneFailed;
  } finally {
    say(`> ${stage.name} took ${Math.round((Date.now() - start) / 1000)} s`);
    end();
  }
}
