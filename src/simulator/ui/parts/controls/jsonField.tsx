import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { isRecordObject, messageOf } from '../../../../base/guards';

type JsonObject = Readonly<Record<string, unknown>>;

interface JsonFieldProps {
  readonly label: string;
  /** What belongs into it. */
  readonly hint?: string;
  /** What is there at first, and what comes of it: undefined while the field is empty or wrong. */
  readonly initial?: JsonObject;
  readonly onChange: (value: JsonObject | undefined) => void;
}

/** A field for a JSON object. It shows errors while the user types. */
export function JsonField({ label, hint, initial, onChange }: JsonFieldProps): VNode {
  const [text, setText] = useState(initial === undefined ? '' : JSON.stringify(initial, undefined, 2));
  const id = useId();
  const { problem } = read(text);
  return (
    <div class="json-field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        // The browser does not submit the form while the field is wrong.
        ref={(field) => field?.setCustomValidity(problem ?? '')}
        rows={3}
        spellcheck={false}
        placeholder={'{ "key": "value" }'}
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem ${id}-hint`}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          onChange(read(value).value);
        }}
      />
      <span class="problem" id={`${id}-problem`} hidden={problem === undefined}>
        {problem}
      </span>
      <small class="quiet" id={`${id}-hint`} hidden={hint === undefined}>
        {hint}
      </small>
    </div>
  );
}

function read(text: string): { value?: JsonObject; problem?: string } {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecordObject(value) ? { value } : { problem: 'Write an object: { "key": "value" }' };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
