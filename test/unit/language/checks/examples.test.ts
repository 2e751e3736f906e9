import assert from 'node:assert/strict';
import { checks } from '../../../../src/language/checks/checks';
import { applyFixes, placeIn, problemsOf, readExamples } from './support/examples';

const examples = readExamples();

describe('The examples of the checks', () => {
  for (const { name } of checks) {
    const own = examples.filter(({ check }) => check === name);

    it(`are at least ten wrong ones and ten right ones for ${name}`, () => {
      for (const wrong of [true, false]) assert.ok(own.filter((each) => each.wrong === wrong).length >= 10);
    });

    describe(name, () => {
      for (const example of own) {
        const { title, text, wrong, marked, fixed } = example;
        it(`${wrong ? 'reports' : 'lets pass'} ${title}`, async () => {
          const problems = await problemsOf(example);
          assert.deepEqual(
            problems.map(
              ({ check, range: { from, to } }) => `${check} ${placeIn(text.slice(0, from), text.slice(from, to))}`,
            ),
            marked.map((place) => `${name} ${place}`),
          );
          if (wrong) assert.ok(marked.length > 0);
          if (fixed === undefined) return;
          const fixes = problems.flatMap(({ fixes: [first] = [] }) => first ?? []);
          assert.equal(applyFixes(text, fixes), fixed);
        });
      }
    });
  }
});
