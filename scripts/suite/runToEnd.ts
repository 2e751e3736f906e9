import { takeOverInterrupt } from '../hosts/interrupt';
import { runStages } from './runStages';
import type { Stage } from './stages';

/** Runs stages as a whole program: the last line is `N passed, N failed`, and the exit code says whether any failed. */
export async function runToEnd(stages: readonly Stage[]): Promise<void> {
  const interrupted = takeOverInterrupt();
  const { passed, failed } = await runStages(stages, interrupted);
  if (interrupted.aborted) process.exit(130);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
