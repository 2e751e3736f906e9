import { snippetText } from '../../../base/text/escapes';
import { describeValue, knownValues } from './knownValues';
import { isOpenPlace, openPlaceAt } from './place';
import type { ScenarioPlace } from './place';
import { describeKey, formsAt } from './schema';
import type { Schema } from './schema';

export type ScenarioLanguage = 'yaml' | 'json';

/** One thing that can be written at a place. */
export interface ScenarioCompletion {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'interaction';
  readonly doc: string;
  /** What comes into the text; `$0` in it is where the cursor goes. */
  readonly insert: string;
  /** There are completions for what comes next. */
  readonly goesOn: boolean;
}

export interface ScenarioCompletions {
  /** Offsets of what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly ScenarioCompletion[];
}

/** What can be written at an offset of a scenario, from its schema and from what it says already. */
export function scenarioCompletions(
  text: string,
  offset: number,
  language: ScenarioLanguage,
): ScenarioCompletions | undefined {
  const place = openPlaceAt(text, offset);
  if (place === undefined) return undefined;
  const items = place.role === 'key' ? keyItems(place, language) : valueItems(place, language);
  return items.length === 0 ? undefined : { start: place.start, end: place.end, items };
}

function keyItems(place: ScenarioPlace, language: ScenarioLanguage): ScenarioCompletion[] {
  const forms = formsAt(place.path, place.scenario, isOpenPlace);
  const items = possibleKeys(forms, place.siblings).map((key) => {
    const values = forms.flatMap((form) => form.properties?.[key] ?? []);
    const written = language === 'json' ? JSON.stringify(key) : key;
    const isBlockList = language === 'yaml' && place.path.length === 0 && key === 'steps';
    const opened = isBlockList ? { text: '\n  - $0', goesOn: true } : opening(values);
    const insert = place.hasColon
      ? snippetText(written)
      : `${snippetText(written)}:${isBlockList ? '' : ' '}${opened.text}`;
    return { label: key, kind: 'key', doc: describeKey(key, forms), insert, goesOn: opened.goesOn } as const;
  });
  // A value can stand where a key is begun on a line of its own.
  return items.length > 0 || !place.isOwnLine ? items : valueItems(place, language);
}

/** The keys that a mapping can have yet. Where it is open what it is about, the keys that tell come alone. */
function possibleKeys(forms: readonly Schema[], present: readonly string[]): readonly string[] {
  const objects = forms.filter(({ properties }) => properties !== undefined);
  const [first, ...others] = objects;
  const free = (keys: readonly string[]) => keys.filter((key) => !present.includes(key));
  const telling = free(
    (first?.required ?? []).filter((key) => others.every(({ required }) => required?.includes(key))),
  );
  if (others.length > 0 && telling.length > 0) return telling;
  return free([...new Set(objects.flatMap(({ properties }) => Object.keys(properties ?? {})))]);
}

function valueItems(place: ScenarioPlace, language: ScenarioLanguage): ScenarioCompletion[] {
  const { path, scenario } = place;
  const forms = formsAt(path, scenario, isOpenPlace);
  const key = path.findLast((each) => typeof each === 'string') ?? '';
  const write = (value: unknown) => (language === 'json' ? JSON.stringify(value) : String(value));
  const ofSchema = forms.flatMap(possibleValues).map((value) => ({
    label: String(value),
    kind: 'value' as const,
    doc: describeValue(key, String(value)) ?? '',
    insert: snippetText(write(value)),
    goesOn: false,
  }));
  const known = knownValues(path, scenario).map(({ text, doc }) => ({
    label: text,
    kind: doc.startsWith('The interaction') || text.startsWith('$') ? ('interaction' as const) : ('value' as const),
    doc,
    insert: snippetText(write(text)),
    goesOn: false,
  }));
  const isObject = forms.some(({ properties }) => properties !== undefined);
  const object = { label: '{ }', kind: 'value', doc: '', insert: '{ $0 }', goesOn: true } as const;
  return [...ofSchema, ...known, ...(isObject && place.text === '' ? [object] : [])];
}

function possibleValues({ enum: possible, const: only, type }: Schema): readonly unknown[] {
  if (possible !== undefined) return possible;
  if (only !== undefined) return [only];
  return type === 'boolean' ? [true, false] : [];
}

/** What is written after a key's colon already, for a value of these forms. */
function opening(forms: readonly Schema[]): { text: string; goesOn: boolean } {
  const isObject = ({ type, $ref, anyOf, oneOf }: Schema) =>
    type === 'object' || $ref !== undefined || (anyOf ?? oneOf)?.every(({ type: each }) => each === 'object') === true;
  if (forms.length > 0 && forms.every(isObject)) return { text: '{ $0 }', goesOn: true };
  if (forms.length > 0 && forms.every(({ type }) => type === 'array')) return { text: '[$0]', goesOn: true };
  return { text: '$0', goesOn: true };
}
