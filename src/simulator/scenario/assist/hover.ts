import { describeValue } from './knownValues';
import { isOpenPlace, placeAt } from './place';
import { describeKey, formsAt } from './schema';

/** What is to be read about a piece of a scenario. */
export interface ScenarioHover {
  readonly start: number;
  readonly end: number;
  readonly doc: string;
}

/** What the key or the value at an offset means; undefined where nothing is known of it. */
export function scenarioHover(text: string, offset: number): ScenarioHover | undefined {
  const place = placeAt(text, offset);
  if (place === undefined) return undefined;
  const { path, role, scenario, start, end } = place;
  const key = path.findLast((each) => typeof each === 'string') ?? '';
  const doc =
    role === 'key'
      ? describeKey(place.text, formsAt(path, scenario, isOpenPlace))
      : (describeValue(key, place.text) ?? '');
  return doc === '' ? undefined : { start, end, doc };
}
