import assert from 'node:assert/strict';
import { commandAdvice } from '../../../src/cli/mcp/commandAdvice';
import { diagnosisText } from '../../../src/presentation/connection/diagnosis';
import type { ConnectionFacts } from '../../../src/presentation/connection/diagnosis';
import { refusalReasons } from '../../../src/presentation/log/refusalLog';
import type { RefusalReason } from '../../../src/protocol/messages';
import { TestPage } from '../presentation/pages';

const address = 'http://127.0.0.1:23375';
const off: ConnectionFacts = {
  ...{ environment: [], trusted: undefined, advice: commandAdvice, address: undefined, owner: undefined },
  ...{ status: { kind: 'off' }, answer: 'nothing', hasScript: false, scriptLoadedAgoMs: undefined },
  ...{ allowedOrigins: [], refusals: [], pages: [] },
};
const connected: ConnectionFacts = {
  ...off,
  ...{ address, owner: 'here', answer: 'relay', hasScript: true },
  status: { kind: 'connected', url: 'ws://127.0.0.1:23375/tool', relay: 'Deskside 0.1.0' },
};
const isReason = (reason: string): reason is RefusalReason => reason in refusalReasons;

function refusedPage(): TestPage {
  const page = new TestPage();
  page.desk.apply({ kind: 'desk', seq: 2, time: 0, refused: { 'agent.get': 'Not today.' }, services: ['voice.*'] });
  return page;
}

describe('the connection report of the command for agents', () => {
  it('names no command, setting or view of VS Code, whatever is wrong', () => {
    const refused = { role: 'page', origin: 'https://widget.example', agoMs: 1000 } as const;
    const refusals = [true, false].flatMap((keyMatches) =>
      Object.keys(refusalReasons)
        .filter(isReason)
        .map((reason) => ({ ...refused, reason, keyMatches })),
    );
    const reports = [
      off,
      { ...off, startFailure: 'Port 1 is in use.' },
      { ...connected, answer: 'other' as const },
      { ...connected, answer: 'nothing' as const, owner: 'otherWindow' as const },
      { ...connected, hasScript: false },
      connected,
      { ...connected, scriptLoadedAgoMs: 1000 },
      { ...connected, refusals },
      { ...connected, refusals, owner: 'otherWindow' as const },
      { ...connected, pages: [refusedPage()] },
    ].map((facts) => diagnosisText(facts));
    for (const report of reports) {
      assert.match(report, /[✗?] /);
      assert.doesNotMatch(report, /“Deskside|Workspaces:|this window|another window|deskside\.port|view Interactions/);
    }
  });

  it('says with which options the command is started again', () => {
    const refusal = { role: 'page', reason: 'origin', origin: 'https://widget.example', keyMatches: true } as const;
    const refusals = [{ ...refusal, agoMs: 1000 }];
    assert.match(
      diagnosisText({ ...connected, refusals }),
      /Start deskside mcp with --allow-origin https:\/\/widget\.example if the page is yours/,
    );
    assert.match(diagnosisText({ ...connected, refusals, owner: 'otherWindow' }), /where the relay runs/);
    assert.match(diagnosisText({ ...connected, answer: 'other' }), /start deskside mcp with another --port/);
  });
});
