// `npm run bench`: measures what is promised of speed, size and memory and prints one table; `npm run bench -- NAME...` only
// these parts. It reports and judges nothing: a bound that is missed is no error. Close what else computes on the machine.
import './support/clientMask';
import { takeOverInterrupt } from '../scripts/hosts/interrupt';
import { root } from '../scripts/hosts/paths';
import { run } from '../scripts/hosts/processes';
import { describeError, say } from '../scripts/hosts/say';
import { activation } from './activation';
import { click } from './click';
import { connecting } from './connecting';
import { crowd } from './crowd';
import { flood } from './flood';
import { forwarding } from './forwarding';
import { history } from './history';
import { page } from './page';
import { circumstances, table } from './report';
import type { Findings, Row } from './report';
import { language } from './language';
import { scenarios } from './scenarios';
import { sizes } from './sizes';
import { timeline } from './timeline';
import { tree } from './tree';

const benchmarks: Readonly<Record<string, () => Promise<Findings>>> = {
  sizes,
  activation,
  language,
  tree,
  connecting,
  forwarding,
  crowd,
  flood,
  history,
  timeline,
  click,
  page,
  scenarios,
};

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}: there are ${Object.keys(benchmarks).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const interrupted = takeOverInterrupt();
  try {
    say('building, as it ships');
    await run(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, show: true });
    const where = circumstances(new Date());
    const rows: Row[] = [];
    const notes: string[] = [];
    for (const [name, benchmark] of Object.entries(benchmarks)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      say(`measuring: ${name}`);
      const findings = await benchmark();
      rows.push(...findings.rows);
      notes.push(...findings.notes.map((note) => `${name}: ${note}`));
    }
    console.log(`\n${where}\n\n${table(rows)}\n\n${notes.map((note) => `- ${note}`).join('\n')}`);
  } catch (error) {
    if (!interrupted.aborted) {
      console.error(describeError(error));
      process.exitCode = 1;
    }
  }
  if (interrupted.aborted) process.exitCode = 130;
}

void main();
