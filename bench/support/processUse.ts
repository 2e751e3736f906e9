import { readFile } from 'node:fs/promises';
import { descendants } from '../../test/support/processTree';

/** What a process has used so far. Only Linux tells; undefined elsewhere. */
export interface ProcessUse {
  /** Processor time in milliseconds, to 10. */
  readonly cpuMs: number;
  /** Memory in use now, and the most there was, in bytes. */
  readonly memory: number;
  readonly memoryPeak: number;
}

/** What Linux counts processor time in, whatever the kernel does. */
const ticksPerSecond = 100;

export async function useOf(pid: number): Promise<ProcessUse | undefined> {
  try {
    const [{ ownMs }, status] = await Promise.all([cpuOf(pid), readFile(`/proc/${pid}/status`, 'utf8')]);
    const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    return { cpuMs: ownMs, memory: bytes('VmRSS'), memoryPeak: bytes('VmHWM') };
  } catch {
    return undefined;
  }
}

/**
 * The processor time in milliseconds that a process and all that it started have used so far, those of them that have ended
 * included; 0 where nothing tells. It falls when a process ends with others that nobody waited for.
 */
export async function cpuMsOfTree(pid: number): Promise<number> {
  const nothing = { ownMs: 0, endedMs: 0 };
  const family = [pid, ...(await descendants(pid))];
  const all = await Promise.all(family.map((each) => cpuOf(each).catch(() => nothing)));
  return all.reduce((sum, { ownMs, endedMs }) => sum + ownMs + endedMs, 0);
}

/** What a process has used itself, and what those of its children did that have ended and that it waited for. */
async function cpuOf(pid: number): Promise<{ readonly ownMs: number; readonly endedMs: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold spaces; user and system time are the 12th and 13th behind it, those of children follow.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const msOf = (first: number) => ((Number(fields[first]) + Number(fields[first + 1])) * 1000) / ticksPerSecond;
  return { ownMs: msOf(11), endedMs: msOf(13) };
}
