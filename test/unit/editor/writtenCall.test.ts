import assert from 'node:assert/strict';
import { Signal } from '../../../src/base/signal';
import { watchForWrittenCall } from '../../../src/editor/language/calls/writtenCall';
import { readCode } from '../../../src/language/code';
import { scriptsOf } from '../../../src/language/syntax/script';

type Looked = Parameters<Parameters<Parameters<typeof watchForWrittenCall>[0]>[0]>[0];

const call = "genesys.wwe.service.voice.hold('7', () => {});\n";

describe('A call of a service that somebody writes', () => {
  let read: Signal<Looked>;
  let written: number;
  beforeEach(() => {
    read = new Signal();
    written = 0;
    watchForWrittenCall(
      (listener) => read.on(listener),
      () => (written += 1),
    );
  });

  function look(document: { isDirty: boolean }, text: string): number {
    const code = scriptsOf(text, 'javascript').map((script) => readCode(script));
    read.emit({ document, read: text === '' ? undefined : { text, language: 'javascript', code } });
    return written;
  }

  it('is noticed once, when a document that is edited has one more', () => {
    const document = { isDirty: false };
    assert.equal(look(document, call), 0);
    document.isDirty = true;
    assert.equal(look(document, `${call}// edited\n`), 0);
    assert.equal(look(document, call + call), 1);
    assert.equal(look(document, call + call + call), 1);
  });

  it('is noticed in a new document, and not where a file comes with its calls or changes on disk', () => {
    const file = { isDirty: false };
    assert.equal(look(file, call), 0);
    assert.equal(look(file, call + call), 0);
    assert.equal(look({ isDirty: true }, ''), 0);
    assert.equal(look({ isDirty: true }, call), 1);
  });
});
