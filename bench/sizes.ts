import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../scripts/hosts/paths';
import { npm, run } from '../scripts/hosts/processes';
import type { Findings, Row } from './report';

/** What one downloads, and what a page has to load. */
export async function sizes(): Promise<Findings> {
  await run(npm, ['run', '--silent', 'package'], { cwd: root });
  const kB = (measure: string, bytes: number, atMost: number): Row => ({
    measure,
    unit: 'kB',
    ours: bytes / 1000,
    bound: { of: 'figure', is: 'atMost', value: atMost },
  });
  // A page loads one of them: the one for a script tag, or the relay's own page its own.
  const scripts = ['bridge.js', 'bridgeOwnPage.js'].map((name) => readFile(join(root, 'dist/web', name)));
  const packed = (await Promise.all(scripts)).map((script) => gzipSync(script, { level: 9 }).length);
  const { size } = await stat(join(root, 'deskside.vsix'));
  return {
    rows: [kB('Bridge, gzipped', Math.max(...packed), 16), kB('Package (.vsix)', size, 900)],
    notes: [],
  };
}
