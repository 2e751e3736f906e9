import { until } from '../../support/until';

/** Waits until a console has said something like this. `said` grows meanwhile. */
export async function heard(said: readonly string[], text: RegExp): Promise<void> {
  await until(
    () => `${String(text)} in ${JSON.stringify(said)}`,
    () => said.some((line) => text.test(line)),
  );
}
