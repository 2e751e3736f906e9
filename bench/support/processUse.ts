import { readFile } from 'node:fs/promises';

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
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    // The name, in brackets, may hold spaces; user and system time are the 12th and 13th behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    return { cpuMs: (ticks * 1000) / ticksPerSecond, memory: bytes('VmRSS'), memoryPeak: bytes('VmHWM') };
  } catch {
    return undefined;
  }
}
