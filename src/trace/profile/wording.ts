import { catalogue, documentedExtras, serviceName } from '../../api/catalogue';
import { eventNames } from '../../api/events/events';
import {
  agentEventTypes,
  caseEventTypes,
  interactionEventTypes,
  outboundEventTypes,
} from '../../api/events/eventTypes';
import { interactionFields } from '../../api/interaction';
import { interactionStates } from '../../api/states';

/** What stands for words that are left out. */
const leftOut = '…';

/** Words of errors that our descriptions of the API have no use for. */
const wordsOfErrors =
  'a about access active all already also an and another any are argument arguments as at attempt available bad be because been ' +
  'before being busy but by can cannot code could current currently denied did does doing done due during each empty error ' +
  'exception exceeded exist exists expected expired fail failed failure for forbidden found from had has have how if illegal in ' +
  'incorrect internal into invalid is it its last length limit long longer malformed match maximum may message method minimum ' +
  'missing more must no none not nothing null object of off on once one only open operation or other out over parameter ' +
  'parameters perform performed permission permitted please possible present problem provided quota range reason received ' +
  'refused rejected request requested required resource response right rights same server service session should some string ' +
  'such supported than that the there these this time timeout to too try type unable unauthorized undefined unexpected unknown ' +
  'unsupported until used user valid value values was were when which while with within without wrong you your';

const separator = /[^\p{L}\p{N}_.@+…{}-]+/u;

const tables: readonly Readonly<Record<string, { readonly doc: string }>>[] = [
  interactionStates,
  interactionFields,
  interactionEventTypes,
  caseEventTypes,
  agentEventTypes,
  outboundEventTypes,
];

/**
 * Every word that our own descriptions of the API have. What an error says is kept only as far as it is made of these, so
 * that a name, a number or an address that nothing marks as such stays out.
 */
const known: ReadonlySet<string> = new Set(
  [
    wordsOfErrors,
    ...[...catalogue, ...documentedExtras].flatMap((method) => [
      serviceName(method),
      method.name,
      method.doc,
      ...method.parameters.flatMap(({ name, doc }) => [name, doc]),
    ]),
    ...tables.flatMap((table) => Object.entries(table)).flatMap(([name, { doc }]) => [name, doc]),
    ...eventNames,
  ].flatMap((text) => text.split(separator).map(bare)),
);

/**
 * The text of an error as far as it is made of words of the API; `…` stands for the rest.
 * @param values what tells this call from others, by the names of placeholders
 * @returns undefined where too little is left of it
 */
export function learnableText(text: string, values: Readonly<Record<string, string>>): string | undefined {
  const names = new Map(Object.entries(values).map(([name, value]) => [value, name]));
  let [kept, all] = [0, 0];
  const words = text.split(/(\s+)/u).map((part) => {
    if (part === '') return '';
    if (/^\s+$/u.test(part)) return ' ';
    const [, before = '', word = '', after = ''] = /^([("'[]*)(.*?)([)"'\].,:;!?]*)$/su.exec(part) ?? [];
    all += 1;
    const name = names.get(word);
    if (name === undefined && !known.has(bare(word))) return `${leftOut}${after}`;
    kept += 1;
    return `${before}${name === undefined ? word : `{${name}}`}${after}`;
  });
  const learned = words
    .join('')
    .replace(/…(?:\s+…)+/gu, leftOut)
    .trim();
  return kept >= 2 && kept * 2 >= all && learned.length <= 500 ? learned : undefined;
}

function bare(word: string): string {
  return word.replace(/^[.-]+|[.-]+$/g, '').toLowerCase();
}
