import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import * as v from 'valibot';
import { isRecordObject, messageOf } from '../../../base/guards';
import { deskOptionsSchema, notReadyReasonsSchema } from '../../desk/state/options';
import { checked } from '../model/checked';
import { namesIn, optionGroups, reasonsIn, reasonsText } from '../model/optionFields';
import type { OptionKind } from '../model/optionFields';
import { JsonField } from '../parts/controls/jsonField';
import { useSimulator } from '../parts/simulatorContext';

/** The options of the administrator, the times of far ends and servers, and the agent. */
export function OptionsPanel(): VNode {
  const { desk, notices, recording } = useSimulator();
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(desk.options);
  const apply = (event: Event) => {
    event.preventDefault();
    try {
      recording.configure(checked(deskOptionsSchema, values));
    } catch (error) {
      notices.show(messageOf(error));
    }
  };
  return (
    <form class="form" onSubmit={apply}>
      {optionGroups.map(({ title, fields }) => (
        <fieldset key={title} class="form columns">
          <legend>{title}</legend>
          {fields.map(({ name, kind, label, hint }) => (
            <Field
              key={name}
              kind={kind}
              label={label}
              hint={hint}
              value={values[name]}
              onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
            />
          ))}
        </fieldset>
      ))}
      <button type="submit" class="primary">
        Apply
      </button>
      <Quarantined />
    </form>
  );
}

interface FieldProps {
  readonly kind: OptionKind;
  readonly label: string;
  readonly hint: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function Field(props: FieldProps): VNode {
  const { kind, label, hint, value, onChange } = props;
  const id = useId();
  if (kind === 'json') {
    return <JsonField label={label} hint={hint} initial={isRecordObject(value) ? value : {}} onChange={onChange} />;
  }
  return (
    <div class={`field ${kind}`}>
      <label for={id}>{label}</label>
      <Input id={id} {...props} />
      <small class="quiet" id={`${id}-hint`}>
        {hint}
      </small>
    </div>
  );
}

function Input({ id, kind, value, onChange }: FieldProps & { readonly id: string }): VNode {
  const common = { id, 'aria-describedby': `${id}-hint` };
  if (kind === 'switch') {
    const change = (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.checked);
    return <input {...common} type="checkbox" checked={value === true} onChange={change} />;
  }
  if (kind === 'number') {
    const change = (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.valueAsNumber);
    return <input {...common} type="number" min={0} required value={Number(value)} onInput={change} />;
  }
  const change = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    onChange(reader(kind)(currentTarget.value));
  return <input {...common} defaultValue={lineOf(value)} onInput={change} />;
}

/** What is made of a line of text. */
function reader(kind: OptionKind): (text: string) => unknown {
  if (kind === 'reasons') return reasonsIn;
  return kind === 'list' ? namesIn : (text) => text;
}

/** An option as a line of text: a list has commas between its entries. */
function lineOf(value: unknown): string {
  return v.is(notReadyReasonsSchema, value) ? reasonsText(value) : String(value);
}

/** Widgets whose requests are ignored. */
function Quarantined(): VNode {
  const { desk } = useSimulator();
  const widgets = [...desk.state.quarantined.keys()];
  return (
    <ul aria-label="In quarantine" hidden={widgets.length === 0}>
      {widgets.map((widget) => (
        <li key={widget}>
          {widget} is in quarantine.{' '}
          <button type="button" onClick={() => desk.releaseFromQuarantine(widget)}>
            Release
          </button>
        </li>
      ))}
    </ul>
  );
}
