import type { TextQuestion } from '../questions/question';
import { oneLineJson, uiText } from '../text/text';

/** Asks for a key of user data that is not there yet. */
export function newKeyQuestion(known: Readonly<Record<string, unknown>>): TextQuestion<string> {
  return {
    kind: 'text',
    prompt: 'Key of the new user data',
    initial: '',
    read: (text) => {
      if (text.trim() === '') return { problem: 'Type a key.' };
      if (Object.hasOwn(known, text)) return { problem: 'There is such a key already: edit its value instead.' };
      return { value: text };
    },
  };
}

/** Asks for a value of user data: text as it is; what was no text before is edited as JSON and stays what it was. */
export function userDataValueQuestion(key: string, value: unknown): TextQuestion {
  const isText = value === undefined || typeof value === 'string';
  return {
    kind: 'text',
    prompt: `Value of ${uiText(key, 80)}${isText ? '' : ' as JSON'}`,
    initial: isText ? (value ?? '') : oneLineJson(value),
    ...(isText ? {} : { json: true }),
    read: (text) => {
      if (isText) return { value: text };
      try {
        return { value: JSON.parse(text) as unknown };
      } catch (error) {
        return { problem: `This is not JSON yet: ${uiText(error instanceof Error ? error.message : '')}` };
      }
    },
  };
}
