import assert from 'node:assert/strict';
import { changedFields } from '../../../../src/presentation/timeline/changedFields';
import { cutValue } from '../../../../src/presentation/timeline/cutValue';
import { callCode } from '../../../../src/presentation/timeline/export/callCode';
import { markdownTable } from '../../../../src/presentation/timeline/export/markdownTable';
import { timelinePageHtml } from '../../../../src/presentation/timeline/timelinePageHtml';
import { TestPage } from '../pages';

describe('what a record changed', () => {
  it('is told field by field', () => {
    const before = { state: 'RINGING', userData: { a: 1, b: [1, 2], gone: 'x' }, same: { deep: true } };
    const after = { state: 'TALKING', userData: { a: 1, b: [1, 3], __proto__: 1 }, same: { deep: true } };
    assert.deepEqual(changedFields(before, after), [
      { path: 'state', before: 'RINGING', after: 'TALKING' },
      { path: 'userData.b', before: [1, 2], after: [1, 3] },
      { path: 'userData.gone', before: 'x' },
    ]);
    assert.deepEqual(changedFields(undefined, { state: 'X' }), [{ path: '', after: { state: 'X' } }]);
  });
});

describe('a value that is shown', () => {
  it('says what of it is left out', () => {
    const large = { text: 'x'.repeat(20), list: [1, 2, 3, 4] };
    assert.deepEqual(cutValue(large, { text: 5, entries: 2, values: 100 }), {
      value: { text: 'xxxxx… (20 characters in all)', list: [1, 2, '… (2 more)'] },
      cut: true,
    });
    assert.deepEqual(cutValue(large), { value: large, cut: false });
    assert.deepEqual(cutValue([[1], [2]], { text: 5, entries: 9, values: 3 }).value, [[1], '… (left out)']);
  });
});

describe('what is exported', () => {
  it('is code that makes the call', () => {
    assert.equal(callCode('voice.hold', ['7']), 'genesys.wwe.service.voice.hold("7", (reply) => {}, (reply) => {});\n');
    assert.equal(callCode('subscribe', [['agent']]), 'genesys.wwe.service.subscribe([\n  "agent"\n]);\n');
  });

  it('is a table in Markdown in which nothing that a page says is markup', () => {
    const page = new TestPage();
    page.record({ kind: 'call', seq: 1, time: 0, callId: 'c', by: 'widget', service: 'a|b', parameters: [] });
    const [entry] = page.history.newest();
    assert.ok(entry);
    const table = markdownTable([{ entry, reply: undefined, text: '[x](http://y) | <img>\n# z' }]);
    const [, , row = ''] = table.split('\n');
    assert.match(row, /a&#124;b .* no reply yet .*&#91;x&#93;\(http:\/\/y\) &#124; &#60;img&#62; &#35; z \|$/);
  });
});

describe('the HTML of the timeline', () => {
  it('lets one script run and loads nothing from elsewhere', () => {
    const html = timelinePageHtml({ script: 's"<', style: 'c', source: 'vscode:', nonce: 'abc' });
    assert.match(html, /default-src &#39;none&#39;|default-src 'none'; script-src 'nonce-abc'; style-src vscode:/);
    assert.match(html, /src="s&#34;&#60;"/);
    assert.doesNotMatch(html, /unsafe/);
  });
});
