import { run } from '../../../scripts/hosts/processes';

const pollMs = 50;

/** A process, by its id, that of its parent and its command line. */
interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** The extension host that VS Code's server has started, as soon as there is one (seen: VS Code 1.100). */
export async function extensionHostUnder(server: number): Promise<number> {
  for (;;) {
    const processes = await allProcesses();
    const host = processes.find(
      ({ id, command }) => command.includes('--type=extensionHost') && descendsFrom(server, id, processes),
    );
    if (host !== undefined) return host.id;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function allProcesses(): Promise<Process[]> {
  const list = await run('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args=']);
  return list.split('\n').flatMap((line) => {
    const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id: Number(id), parent: Number(parent), command }];
  });
}

function descendsFrom(ancestor: number, id: number, processes: readonly Process[]): boolean {
  const parent = processes.find((process) => process.id === id)?.parent;
  return parent !== undefined && (parent === ancestor || descendsFrom(ancestor, parent, processes));
}
