import assert from 'node:assert/strict';
import { readCode } from '../../../src/language/code';
import { findProblems, problemsIn } from '../../../src/language/checks/findProblems';
import { ignoringComment } from '../../../src/language/checks/ignoringComment';
import { scriptsOf } from '../../../src/language/syntax/script';

const call = "genesys.wwe.service.interaction.acept('1', f, g)";

/** The text after the first problem is switched off; undefined where no comment can do that. */
function switchedOff(text: string, language: string, place: 'line' | 'file'): string | undefined {
  const read = { text, language, code: scriptsOf(text, language).map((script) => readCode(script)) };
  const [problem] = problemsIn(read);
  assert.ok(problem, text);
  const edit = ignoringComment(read, problem, place);
  if (edit === undefined) return undefined;
  const after = text.slice(0, edit.range.from) + edit.text + text.slice(edit.range.to);
  assert.deepEqual(findProblems(after, language), [], after);
  return after;
}

describe('The comment that switches a check off', () => {
  const next = '// deskside-ignore-next-line unknown-service';
  const whole = '// deskside-ignore-file unknown-service';

  it('stands over the line, with its indentation and its line end', () => {
    assert.equal(switchedOff(`f();\n\t${call};\n`, 'javascript', 'line'), `f();\n\t${next}\n\t${call};\n`);
    assert.equal(switchedOff(`f();\r\n  ${call};\r\n`, 'typescript', 'line'), `f();\r\n  ${next}\r\n  ${call};\r\n`);
    assert.equal(switchedOff(call, 'javascript', 'line'), `${next}\n${call}`);
  });

  it('stands over all else of a file, or of the script of a page', () => {
    assert.equal(switchedOff(`f();\n${call};\n`, 'javascript', 'file'), `${whole}\nf();\n${call};\n`);
    assert.equal(
      switchedOff(`#!/usr/bin/env node\n${call};\n`, 'javascript', 'file'),
      `#!/usr/bin/env node\n${whole}\n${call};\n`,
    );
    assert.equal(
      switchedOff(`<script>\n  ${call};\n</script>`, 'html', 'file'),
      `<script>\n  ${whole}\n  ${call};\n</script>`,
    );
    assert.equal(switchedOff(`<script>${call}</script>`, 'vue', 'file'), `<script>${whole}\n${call}</script>`);
  });

  it('is not written where it would be a text', () => {
    assert.equal(switchedOff(`const t = \`one\n\${${call}}\`;\n`, 'javascript', 'line'), undefined);
    assert.equal(switchedOff(`const e = <b>\n{${call}}\n</b>;\n`, 'javascriptreact', 'line'), undefined);
    assert.equal(switchedOff(`<script>${call}</script>`, 'html', 'line'), undefined);
    assert.equal(switchedOff(`const e = <b>\n{${call}}\n</b>;\n`, 'javascriptreact', 'file')?.split('\n')[0], whole);
  });
});
