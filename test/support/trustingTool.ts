import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';

/** What the process of a tool is to do. */
export const orderSchema = v.strictObject({
  /** Connects to each of these in turn. */
  relays: v.array(v.strictObject({ url: v.string(), key: v.string() })),
  /** Waits for a page at each of them, and calls this service there. */
  service: v.optional(v.string()),
});
export type Order = v.InferOutput<typeof orderSchema>;

const replySchema = v.object({ outcome: v.string(), data: v.optional(v.unknown()) });

/** How it went at one relay. */
const visitSchema = v.strictObject({
  /** "connected", or what the user is told. */
  status: v.string(),
  /** What answers over HTTPS there. */
  answer: v.string(),
  /** The origins of the pages there, the kinds of the first one's records, and its reply. */
  seen: v.optional(v.strictObject({ origins: v.array(v.string()), records: v.array(v.string()), reply: replySchema })),
});
export type Visit = v.InferOutput<typeof visitSchema>;

/** Runs a tool in a process of its own, since Node reads when it starts which certificates it trusts beside its own. */
export async function runTrustingTool(certificates: readonly string[], order: Order): Promise<Visit[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-trust-'));
  try {
    const file = join(folder, 'trusted.pem');
    await writeFile(file, certificates.join('\n'));
    const program = join(__dirname, 'trustingToolProcess.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', program, JSON.stringify(order)],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: file } },
    );
    return v.parse(v.array(visitSchema), JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
}
