/** Sets an entry as the newest of a map, and evicts the oldest entries above `most`. */
export function setBounded<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  for (const first of map.keys()) {
    if (map.size <= most) return;
    map.delete(first);
  }
}

/** The index of the first item that is reached, where all after it are too; the length of the list where none is. */
export function firstReached<T>(
  list: readonly T[],
  isReached: (item: T) => boolean,
  from = 0,
  to = list.length,
): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item === undefined || isReached(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Adds a value to the end of the list under a key. */
export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The keys of a table of ours, whose type names them all. */
export function tableKeys<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}
