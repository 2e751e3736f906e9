import { readdir, readFile } from 'node:fs/promises';

/** The processes that a process has started and that are there, also those that have ended and that it takes no notice of. */
export async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter((each) => each !== '')).map(Number);
}

/** These with all that they have started in turn. Only Linux tells; none elsewhere. */
export async function descendants(pid: number): Promise<number[]> {
  const children = await childrenOf(pid);
  const deeper = await Promise.all(children.map(descendants));
  return [...children, ...deeper.flat()];
}
