import assert from 'node:assert/strict';
import { areSame, checksumIn, isAsWritten, withChecksum } from '../../../src/language/project/declarations';
import { declarationsPlace, withFile } from '../../../src/language/project/declarationsPlace';
import { readProjectConfig } from '../../../src/language/project/projectConfig';

async function placeIn(config: object): Promise<string | undefined> {
  const project = await readProjectConfig('file:///w/app/tsconfig.json', (path) =>
    Promise.resolve(path === 'file:///w/app/tsconfig.json' ? JSON.stringify(config) : undefined),
  );
  assert.ok(project);
  return declarationsPlace(project)?.slice('file:///w/'.length);
}

describe('The place of the types', () => {
  it('is one that the project includes', async () => {
    assert.equal(await placeIn({}), 'app/types/genesys-wwe.d.ts');
    assert.equal(await placeIn({ include: ['types', 'src'] }), 'app/types/genesys-wwe.d.ts');
    assert.equal(await placeIn({ include: ['src'] }), 'app/src/genesys-wwe.d.ts');
    assert.equal(await placeIn({ include: ['./lib/**/*.ts', 'src'] }), 'app/lib/genesys-wwe.d.ts');
    assert.equal(await placeIn({ include: ['../shared/*'] }), 'shared/genesys-wwe.d.ts');
    assert.equal(await placeIn({ exclude: ['types'] }), 'app/genesys-wwe.d.ts');
    assert.equal(await placeIn({ include: ['src/**/*.tsx', 'main.ts'] }), undefined);
    assert.equal(await placeIn({ files: ['main.ts'] }), undefined);
  });

  it('is named in a configuration without a change of anything else', () => {
    assert.equal(withFile('{\n\t// all\n\t"compilerOptions": {},\n}\n', 'types/a.d.ts').includes('// all'), true);
    const parsed: unknown = JSON.parse(withFile('{ "files": ["a.ts"], "include": [] }', 'types/a.d.ts'));
    assert.deepEqual(parsed, { files: ['a.ts', 'types/a.d.ts'], include: [] });
    assert.deepEqual(JSON.parse(withFile('{}', 'a.d.ts')), { files: ['a.d.ts'] });
  });
});

describe('The file with the types', () => {
  const text = withChecksum('// Types\n// Checksum:\ninterface A {}\n');

  it('tells whether somebody changed it', () => {
    assert.match(checksumIn(text) ?? '', /^[0-9a-f]{64}$/);
    assert.equal(isAsWritten(text), true);
    assert.equal(isAsWritten(text.replace('interface A', 'interface B')), false);
    assert.equal(isAsWritten(`${text}\n`), false);
    assert.equal(isAsWritten('interface A {}\n'), false);
    assert.equal(isAsWritten(''), false);
  });

  it('is the same where only its lines end in another way', () => {
    const windows = text.replaceAll('\n', '\r\n');
    assert.equal(isAsWritten(windows), true);
    assert.equal(areSame(text, windows), true);
    assert.equal(areSame(text, withChecksum('// Types\n// Checksum:\ninterface B {}\n')), false);
  });
});
