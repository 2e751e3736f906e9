import { stopChildren } from './processes';

const parentCheckMs = 1000;

/**
 * Takes over Ctrl-C and its like, the end of the parent among them: the first one ends all child processes, so that whoever waits for one can tidy up;
 * the second one ends this process where it stands.
 * @returns a signal that is aborted by the first one
 */
export function takeOverInterrupt(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    void stopChildren();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  // npm hands a SIGTERM to the shell between it and this process, and the shell ends without a word to anyone.
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    if (!controller.signal.aborted) interrupt();
  }, parentCheckMs);
  check.unref();
  return controller.signal;
}
