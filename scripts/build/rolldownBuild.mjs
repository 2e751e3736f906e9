import { relative } from 'node:path';
import { rolldown, watch } from 'rolldown';
import { problem } from './buildProgress.mjs';

/**
 * Builds once.
 * @param {import('rolldown').WatchOptions} options
 */
export async function buildWithRolldown({ output, ...input }) {
  const build = await rolldown(input);
  try {
    await build.write(output);
  } finally {
    await build.close();
  }
}

/**
 * Builds now and at each change.
 * @param {import('rolldown').WatchOptions} options
 * @param {import('./buildProgress.mjs').BuildProgress} progress has counted the first build
 */
export function watchWithRolldown(options, progress) {
  let first = true;
  watch({ ...options, logLevel: 'silent' }).on('event', async (event) => {
    if (event.code === 'BUNDLE_START') {
      if (!first) progress.begin();
      first = false;
    } else if (event.code === 'BUNDLE_END' || event.code === 'ERROR') {
      progress.end(event.code === 'ERROR' ? problemsOf(event.error) : []);
      await event.result.close();
    }
  });
}

function problemsOf(error) {
  return (error.errors ?? [error]).map(({ message, loc }) => {
    const place = loc && { file: relative('.', loc.file ?? ''), line: loc.line, column: loc.column + 1 };
    return problem('ERROR', message.trim().split('\n', 1)[0], place);
  });
}
