/** Whether a name is one of a list, as an administrator writes it: separated by commas, `*` for any, also at a name's end. */
export function listAllows(list: string, name: string): boolean {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .some((entry) => nameFits(entry, name));
}

/** Whether a name fits an entry that may end in `*`. */
export function nameFits(entry: string, name: string): boolean {
  return entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : entry !== '' && entry === name;
}
