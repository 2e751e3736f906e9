/** What the tasks of VS Code look for in the output: .vscode/tasks.json has the same words. */
const begun = '[watch] build begins';
const ended = '[watch] build ended';

/**
 * Tells of several builds that watch files: a line when a build begins while none runs, each problem with file and line, and
 * a line when the last build has ended.
 */
export class BuildProgress {
  #running;
  #write;

  /**
   * @param {number} builds how many there are, all of which begin now
   * @param {(line: string) => void} [write]
   */
  constructor(builds, write = console.log) {
    this.#running = builds;
    this.#write = write;
    write(begun);
  }

  /** A build begins once more. */
  begin() {
    if (this.#running === 0) this.#write(begun);
    this.#running++;
  }

  /**
   * A build has ended.
   * @param {readonly string[]} problems
   */
  end(problems) {
    this.#running--;
    for (const problem of problems) this.#write(problem);
    if (this.#running === 0) this.#write(ended);
  }

  /**
   * Tells of a build of esbuild.
   * @returns {import('esbuild').Plugin}
   */
  ofEsbuild() {
    return {
      name: 'build-progress',
      setup: (build) => {
        let first = true;
        build.onStart(() => {
          if (!first) this.begin();
          first = false;
        });
        build.onEnd(({ errors, warnings }) => {
          this.end([
            ...errors.map((error) => problem('ERROR', error.text, place(error))),
            ...warnings.map((warning) => problem('WARNING', warning.text, place(warning))),
          ]);
        });
      },
    };
  }
}

/** @param {import('esbuild').Message} message */
const place = ({ location }) => (location === null ? undefined : { ...location, column: location.column + 1 });

/**
 * A line that the tasks of VS Code read as a problem.
 * @param {'ERROR' | 'WARNING'} severity
 * @param {string} text
 * @param {{ file: string, line: number, column: number }} [place] line and column from 1
 */
export function problem(severity, text, place) {
  return `${place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `}${severity}: ${text}`;
}
