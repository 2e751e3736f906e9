import XMLBuilder from 'fast-xml-builder';
import { jobNameOf, placeOf } from './lines';
import { failuresOf } from './playedScenarios';
import type { PlayedScenario } from './playedScenarios';
import type { NamedJob } from './scenarioFiles';

type Played = PlayedScenario<NamedJob>;

/** An element as the builder takes it: `@` begins an attribute, `#text` is text. */
type XmlElement = Readonly<Record<string, unknown>>;

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
});

/** What CI servers take for a report of tests: a suite for each file, a test case for each time that it was played. */
export function junitReport(all: readonly Played[]): string {
  const suites = [...new Set(all.map(({ job }) => job.file))].map((file) => {
    const played = all.filter(({ job }) => job.file === file);
    const time = seconds(played.reduce((sum, { ms }) => sum + ms, 0));
    return { '@name': line(file), '@time': time, ...countsOf(played), testcase: played.map(testCase) };
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': 'deskside', ...countsOf(all), testsuite: suites },
  });
}

function countsOf(all: readonly Played[]): XmlElement {
  const count = (wanted: Played['outcome']) => all.filter(({ outcome }) => outcome === wanted).length;
  return {
    '@tests': all.length,
    '@failures': count('failed'),
    '@errors': count('broken'),
    '@skipped': count('cancelled'),
  };
}

function testCase(played: Played): XmlElement {
  const { job, outcome, ms, console } = played;
  const file = line(job.file);
  return {
    '@classname': file,
    '@file': file,
    '@name': line(jobNameOf(job)),
    '@time': seconds(ms),
    ...(outcome === 'cancelled' ? { skipped: '' } : {}),
    ...failureElement(played),
    ...(console.length === 0 ? {} : { 'system-out': text(console.map((said) => said.text).join('\n')) }),
  };
}

/** One element for all that went wrong: readers take no more. */
function failureElement(played: Played): XmlElement {
  const { job, outcome } = played;
  const failures = failuresOf(played).map(({ step, text: named, why, line, expected, actual }) => ({
    message: `${placeOf(job, line)} ${step}. ${named}: ${why}`,
    details: expected === undefined ? '' : `expected:\n${expected}\ninstead:\n${actual ?? ''}\n`,
  }));
  const [first] = failures;
  if (first === undefined) return {};
  const attributes = { '@message': line(first.message), '@type': outcome };
  if (outcome === 'broken') return { error: { ...attributes, '#text': text(first.details) } };
  const all = failures.map(({ message, details }) => `${message}\n${details}`).join('\n');
  return { failure: { ...attributes, '#text': text(all) } };
}

/** Characters that XML does not allow, also not as references. */
const notInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** A text in which nothing is left that XML does not allow. */
function text(raw: string): string {
  return raw.replace(notInXml, '\u{fffd}');
}

/** A text for an attribute, in which readers would make spaces of line ends all the same. */
function line(raw: string): string {
  return text(raw).replace(/\s+/g, ' ');
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}
