import assert from 'node:assert/strict';
import { scenarioPlayable } from '../../../src/headless/play/playJob';
import { junitReport } from '../../../src/cli/test/junitReport';
import type { PlayedScenario } from '../../../src/cli/test/playedScenarios';
import type { NamedJob } from '../../../src/cli/test/scenarioFiles';

function played(more: Partial<PlayedScenario<NamedJob>>, name = 'Call'): PlayedScenario<NamedJob> {
  const job: NamedJob = {
    file: 'a.scenario.yaml',
    play: scenarioPlayable({ scenario: name, steps: [] }),
    stepLines: [],
    repetition: undefined,
  };
  return { job, outcome: 'passed', ms: 1500, failure: undefined, steps: [], console: [], ...more };
}

describe('The report for CI servers', () => {
  it('has a case for each scenario, with what went wrong, and counts them', () => {
    const failure = { step: 2, text: 'expect', line: 5, why: 'Not within 2s', expected: '<x> & y', actual: undefined };
    const all = [
      played({}),
      played({ outcome: 'failed', failure, console: [{ level: 'error', text: 'oh\u0007' }] }),
      played({ outcome: 'broken', failure: { ...failure, expected: undefined } }),
      played({ outcome: 'cancelled' }),
    ];
    assert.equal(
      junitReport(all).replace(/></g, '>\n<'),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deskside" tests="4" failures="1" errors="1" skipped="1">
<testsuite name="a.scenario.yaml" time="6" tests="4" failures="1" errors="1" skipped="1">
<testcase classname="a.scenario.yaml" file="a.scenario.yaml" name="a.scenario.yaml: Call" time="1.5"/>
<testcase classname="a.scenario.yaml" file="a.scenario.yaml" name="a.scenario.yaml: Call" time="1.5">
<failure message="a.scenario.yaml:5 2. expect: Not within 2s" type="failed">a.scenario.yaml:5 2. expect: Not within 2s
expected:
&lt;x&gt; &amp; y
instead:

</failure>
<system-out>oh\ufffd</system-out>
</testcase>
<testcase classname="a.scenario.yaml" file="a.scenario.yaml" name="a.scenario.yaml: Call" time="1.5">
<error message="a.scenario.yaml:5 2. expect: Not within 2s" type="broken"/>
</testcase>
<testcase classname="a.scenario.yaml" file="a.scenario.yaml" name="a.scenario.yaml: Call" time="1.5">
<skipped/>
</testcase>
</testsuite>
</testsuites>`,
    );
  });

  it('has nothing in an attribute that breaks out of it, nor line ends, of which readers make spaces', () => {
    const report = junitReport([played({}, 'one "two"\nthree <four>')]);
    assert.match(report, /name="a\.scenario\.yaml: one &quot;two&quot; three &lt;four&gt;"/);
  });
});
