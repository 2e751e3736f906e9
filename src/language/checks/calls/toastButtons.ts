import { readArguments } from '../../meaning/calls';
import type { Meaning } from '../../meaning/meaning';
import { objectsOf } from '../../meaning/objects';
import { kindOf, sourceOf } from '../../meaning/values';
import type { ObjectKey } from '../../meaning/values';
import { rangeOf } from '../check';
import type { Check, Finding } from '../check';

/** `buttons` beside `buttonShowDismiss`: a toast has either its own buttons or the pair Show and Dismiss. */
export const toastButtons: Check = {
  name: 'toast-buttons',
  severity: 'warning',
  summary: 'A toast with buttons of its own and buttonShowDismiss.',
  find({ meaning, calls }) {
    const found = new Map<number, Finding>();
    for (const call of calls.services) {
      const toast = readArguments(call, meaning)?.values.find(({ parameter }) => parameter.object === 'Toast');
      for (const keys of toast === undefined ? [] : objectsOf(toast.node, meaning)) {
        const pair = keys.find(({ name }) => name === 'buttonShowDismiss');
        const buttons = keys.find(({ name }) => name === 'buttons');
        if (pair === undefined || buttons === undefined || !isOn(pair, meaning) || isNone(buttons, meaning)) continue;
        found.set(pair.node.from, {
          range: rangeOf(pair.node),
          message: 'A toast has either buttons or buttonShowDismiss, not both. Leave one out.',
        });
      }
    }
    return [...found.values()];
  },
};

/** Whether the code itself says yes, and does not leave it to the moment in which it runs. */
function isOn({ value }: ObjectKey, meaning: Meaning): boolean {
  return value !== undefined && ['true', '!0', '1'].includes(meaning.textOf(sourceOf(value, meaning)));
}

function isNone({ value }: ObjectKey, meaning: Meaning): boolean {
  return value !== undefined && ['null', 'undefined', 'boolean'].includes(kindOf(value, meaning));
}
