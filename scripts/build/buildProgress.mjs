/** What the tasks of VS Code look for in the output: .vscode/tasks.json has the same words. */
const begun = '[watch] build begins';
const ended = '[watch] build ended';

/**
 * A plugin for several builds that watch files. It prints a line when a build begins while none runs, each problem with
 * file and line, and a line when the last build has ended.
 * @param {number} builds how many there are; the first line of the end comes when all have ended once
 * @returns {import('esbuild').Plugin}
 */
export function buildProgress(builds) {
  let running = builds;
  console.log(begun);
  return {
    name: 'build-progress',
    setup(build) {
      let first = true;
      build.onStart(() => {
        if (first) return;
        if (running === 0) console.log(begun);
        running++;
      });
      build.onEnd(({ errors, warnings }) => {
        first = false;
        running--;
        for (const error of errors) console.log(problemLine('ERROR', error));
        for (const warning of warnings) console.log(problemLine('WARNING', warning));
        if (running === 0) console.log(ended);
      });
    },
  };
}

/**
 * @param {string} severity
 * @param {import('esbuild').Message} message
 */
function problemLine(severity, { location, text }) {
  const place = location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `;
  return `${place}${severity}: ${text}`;
}
