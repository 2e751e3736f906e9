import assert from 'node:assert/strict';
import { panelPage } from '../../../src/presentation/simulator/panelPage';

const files = { load: 1, script: 'https://files.example/panel.js', style: 'https://files.example/panel.css' };
const source = 'https://*.files.example';

describe('the page of the tab that shows the simulated Workspace', () => {
  it('frames the simulator, lets no other origin in, and runs no script but its own', () => {
    const html = panelPage({ ...files, source, address: 'http://127.0.0.1:23375/workspace?widget=a&theme=dark#key=x' });
    assert.match(html, /frame-src http:\/\/127\.0\.0\.1:23375"/);
    assert.match(html, /default-src 'none'; script-src https:\/\/\*\.files\.example; style-src/);
    assert.match(html, /<iframe [^>]*src="http:\/\/127\.0\.0\.1:23375\/workspace\?widget=a&#38;theme=dark#key=x"/);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /role="status" hidden/);
  });

  it('takes an address for nothing but an address', () => {
    const address = `http://127.0.0.1:1/?widget="><script>alert(1)</script>&name='<b>'`;
    const html = panelPage({ ...files, source, address });
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /<b>/);
    assert.match(html, /src="http:\/\/127\.0\.0\.1:1\/\?widget=&#34;&#62;&#60;script/);
  });

  it('is another text with each load, so that VS Code loads an address again', () => {
    const address = 'http://127.0.0.1:1/';
    const pages = [1, 2].map((load) => panelPage({ ...files, source, address, load }));
    assert.notEqual(pages[0], pages[1]);
  });

  it('says that the simulator is gone where there is none', () => {
    const html = panelPage({ ...files, source, address: undefined });
    assert.match(html, /frame-src 'none'/);
    assert.doesNotMatch(html, /<iframe|hidden/);
    assert.match(html, /was closed.*Open Anew/);
  });
});
