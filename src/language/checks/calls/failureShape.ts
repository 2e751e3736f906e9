import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../meaning/calls';
import type { Meaning } from '../../meaning/meaning';
import { asksWhether, firstParameter, usesOf } from '../../meaning/uses';
import { rangeOf } from '../check';
import type { Check, Finding } from '../check';

/** A `failed` that takes its argument for an object: after ten seconds without a reply it gets a text. */
export const failureShape: Check = {
  name: 'failure-shape',
  severity: 'warning',
  summary: 'A failed callback that reads errorMessage and does not expect the text of a time-out.',
  find({ meaning, calls }) {
    const handlers = new Map<number, SyntaxNode>();
    for (const call of calls.services) {
      const failed = readArguments(call, meaning)?.failed;
      const written = failed && meaning.functionOf(failed);
      if (written !== undefined) handlers.set(written.from, written);
    }
    return [...handlers.values()].flatMap((written) => readsOnlyObject(written, meaning));
  },
};

function readsOnlyObject(failed: SyntaxNode, meaning: Meaning): readonly Finding[] {
  const parameter = firstParameter(failed);
  if (parameter?.name === 'ObjectPattern') return takenFrom(parameter, meaning);
  if (parameter?.name !== 'VariableDefinition') return [];
  const found: Finding[] = [];
  for (const use of usesOf(parameter, failed, meaning)) {
    const { parent } = use;
    const pattern = use.prevSibling?.name === 'Equals' ? use.prevSibling.prevSibling : null;
    if (pattern?.name === 'ObjectPattern') found.push(...takenFrom(pattern, meaning));
    else if (parent?.name === 'MemberExpression' && readsMessage(parent, use, meaning))
      found.push(finding(parent, use, meaning));
    // Whatever else happens to it, a text may be seen to there.
    else if (!asksWhether(use, meaning)) return [];
  }
  return found;
}

/** `{ errorMessage }` of a failure, which a text does not have. */
function takenFrom(pattern: SyntaxNode, meaning: Meaning): readonly Finding[] {
  return pattern.getChildren('PatternProperty').flatMap((property) => {
    const key = property.firstChild;
    return key !== null && meaning.textOf(key) === 'errorMessage' ? [{ range: rangeOf(property), message }] : [];
  });
}

/** Whether a use reads errorMessage and has nothing for the time-out, as `e.errorMessage || e` and `if (e.errorMessage)` have. */
function readsMessage(member: SyntaxNode, use: SyntaxNode, meaning: Meaning): boolean {
  if (member.firstChild?.from !== use.from || meaning.keyOfMember(member) !== 'errorMessage') return false;
  return !asksWhether(member, meaning) && !hasFallback(member, meaning);
}

function hasFallback({ parent, from }: SyntaxNode, meaning: Meaning): boolean {
  if (parent?.name !== 'BinaryExpression' || parent.firstChild?.from !== from) return false;
  const operator = parent.firstChild.nextSibling;
  return operator !== null && !['+', '-'].includes(meaning.textOf(operator));
}

function finding(member: SyntaxNode, use: SyntaxNode, meaning: Meaning): Finding {
  const name = meaning.textOf(use);
  const inTemplate = member.parent?.name === 'Interpolation';
  const text = `typeof ${name} === 'string' ? ${name} : ${meaning.textOf(member)}`;
  return {
    range: rangeOf(member),
    message,
    fixes: [
      {
        title: 'Take the text of a time-out, too',
        edits: [{ range: rangeOf(member), text: inTemplate ? text : `(${text})` }],
      },
    ],
  };
}

const message =
  'failed gets the text "Request timeout" when no reply comes within 10 seconds, and an object with errorMessage only when Workspace refuses.';
