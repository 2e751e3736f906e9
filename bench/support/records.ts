/** An event of an interaction as the bridge would record it, which is a text of exactly `bytes` bytes. */
export function eventRecord(seq: number, bytes: number, time: number): string {
  const { head, tail } = template(bytes);
  return `${head}${seq}${middle}${time.toFixed(3)}${tail}`;
}

/** The first number of a page's records: all have the same length from there on. */
export const firstSeq = 100_000_001;

/** Around records, as the bridge writes it. */
export function recordsFrame(page: string, records: readonly string[]): string {
  return `{"jsonrpc":"2.0","method":"records","params":{"page":"${page}","epoch":1,"records":[${records.join(',')}]}}`;
}

/** Whether a frame that came to a tool brings records; looks no further than it must. */
export function isRecords(frame: Buffer): boolean {
  return frame.subarray(0, 50).includes('"method":"records"');
}

const seqDigits = 9;
const timeDigits = 17;
const middle = ',"time":';
const templates = new Map<number, { readonly head: string; readonly tail: string }>();

function template(bytes: number): { readonly head: string; readonly tail: string } {
  const known = templates.get(bytes);
  if (known !== undefined) return known;
  const head = '{"seq":';
  const room = bytes - head.length - seqDigits - middle.length - timeDigits;
  const tail = tailOf(room);
  if (tail.length !== room) throw new RangeError(`no record of ${bytes} bytes`);
  const made = { head, tail };
  templates.set(bytes, made);
  return made;
}

/** As many keys of user data as fit, the last one as long as it must be. */
function tailOf(length: number): string {
  const userData: Record<string, string> = {};
  const text = (): string => {
    const interaction = { interactionId: '17', state: 'TALKING', caseId: 'case-17', userData };
    return `,"kind":"event","name":"interaction","data":${JSON.stringify({ eventType: 'ATTACHED_DATA_CHANGED', interaction })}}`;
  };
  for (let key = 1; text().length + 50 < length; key++) userData[`Key${key}`] = 'a value of some length';
  userData.Rest = '';
  userData.Rest = 'x'.repeat(Math.max(0, length - text().length));
  return text();
}
