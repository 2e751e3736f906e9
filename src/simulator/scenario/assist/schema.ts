import { isRecordObject } from '../../../base/guards';
import scenarioSchema from '../../../../media/schemas/scenario.schema.json';

/** The part of JSON Schema that the schema of scenarios uses. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
}

export type Path = readonly (string | number)[];

const whole: Schema = scenarioSchema;
const definitions: Readonly<Record<string, Schema>> = scenarioSchema.definitions;

/**
 * What can stand at a path of a scenario: each form that fits what is written there and around it.
 * @param value the scenario as far as it is written
 * @param isOpen tells the text that stands for what is not written yet
 */
export function formsAt(path: Path, value: unknown, isOpen: (value: unknown) => boolean): readonly Schema[] {
  let forms = formsOf(whole, value, isOpen);
  let at = value;
  for (const key of path) {
    at = isRecordObject(at) || Array.isArray(at) ? Reflect.get(at, key) : undefined;
    forms = forms
      .map((form) => (typeof key === 'number' ? form.items : form.properties?.[key]))
      .filter((form) => form !== undefined)
      .flatMap((form) => formsOf(form, at, isOpen));
  }
  return forms;
}

/** The description of a key, of what it refers to, or of the form that it alone makes. */
export function describeKey(key: string, forms: readonly Schema[]): string {
  const texts = forms.flatMap((form) => {
    const property = form.properties?.[key];
    if (property === undefined) return [];
    const isMark = form.required?.includes(key) === true && property.const === undefined && property.enum === undefined;
    return [property.description, isMark ? form.description : undefined];
  });
  return [...new Set(texts.filter((text) => text !== undefined))].join('\n\n');
}

/** The forms of a schema without references and choices. Of a choice only what comes nearest to a value is left. */
function formsOf(schema: Schema, value: unknown, isOpen: (value: unknown) => boolean): readonly Schema[] {
  if (schema.$ref !== undefined) {
    const referred = definitions[schema.$ref.replace('#/definitions/', '')];
    return referred === undefined ? [] : formsOf(referred, value, isOpen);
  }
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice === undefined) return [schema];
  const forms = choice.flatMap((each) => formsOf(each, value, isOpen));
  if (!isRecordObject(value)) return forms;
  const fitting = forms.filter((form) => form.properties === undefined || allows(form.properties, value, isOpen));
  const known = (form: Schema) => Object.keys(value).filter((key) => Object.hasOwn(form.properties ?? {}, key)).length;
  const most = Math.max(...fitting.map(known));
  return fitting.filter((form) => known(form) === most);
}

/** Whether the keys that tell forms apart say that a value can be this one. */
function allows(
  properties: Readonly<Record<string, Schema>>,
  value: Readonly<Record<string, unknown>>,
  isOpen: (value: unknown) => boolean,
): boolean {
  return Object.entries(properties).every(([key, property]) => {
    const possible = property.enum ?? (property.const === undefined ? undefined : [property.const]);
    const written = value[key];
    return possible === undefined || written === undefined || isOpen(written) || possible.includes(written);
  });
}
