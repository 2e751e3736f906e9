import assert from 'node:assert/strict';
import { newKeyQuestion, userDataValueQuestion } from '../../../src/presentation/interactions/userDataQuestions';

describe('user data', () => {
  it('gets a new key only where there is none, and keeps what is no text as what it is', () => {
    const question = newKeyQuestion({ Account: '1' });
    assert.deepEqual(question.read('Note'), { value: 'Note' });
    assert.ok('problem' in question.read('Account'));
    assert.ok('problem' in question.read(' '));
    assert.deepEqual(userDataValueQuestion('a', 'text').read('{1'), { value: '{1' });
    const number = userDataValueQuestion('a', 5);
    assert.deepEqual([number.initial, number.read('6')], ['5', { value: 6 }]);
    assert.ok('problem' in number.read('six'));
  });
});
