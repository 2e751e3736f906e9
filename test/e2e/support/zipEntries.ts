const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endSize = 22;
const entryHeaderSize = 46;

/**
 * The names of a zip archive's entries, from its central directory (wire: PKWARE's APPNOTE, 4.3.12 and 4.3.16).
 * @throws if it is none
 */
export function zipEntries(archive: Buffer): string[] {
  let end = archive.length - endSize;
  while (end >= 0 && archive.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('not a zip archive');
  const count = archive.readUInt16LE(end + 10);
  let offset = archive.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let i = 0; i < count; i += 1) {
    if (archive.readUInt32LE(offset) !== entrySignature) throw new Error(`no entry of a zip archive at ${offset}`);
    const nameSize = archive.readUInt16LE(offset + 28);
    const others = archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
    names.push(archive.toString('utf8', offset + entryHeaderSize, offset + entryHeaderSize + nameSize));
    offset += entryHeaderSize + nameSize + others;
  }
  return names;
}
