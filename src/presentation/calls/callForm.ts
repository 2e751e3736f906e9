import { serviceName } from '../../api/catalogue';
import type { MethodSpec, ParameterKind, ParameterSpec } from '../../api/method';
import { isTargetType, serviceWithMedia, targetTypes } from '../../api/targetQuery';
import { isRecordObject } from '../../base/guards';
import type { Page } from '../../session/page';
import { isJson, readArgument, writeArgument } from './argumentInput';
import { caseChoices, interactionChoices, mediaChoices, stateChoices, userDataKeyChoices } from './deskChoices';
import type { Choice, ChoiceList, Draft, FreeText, Question } from '../questions/question';
import { questionTitle, targetParts } from '../questions/questionTitle';
import type { Asked, TargetPart } from '../questions/questionTitle';
import { seenDestinations, seenValues } from './seenValues';

/** Arguments that are known before anything is asked, by the kind of parameter: from the node of the tree, say. */
export type KnownArguments = Partial<Readonly<Record<ParameterKind, unknown>>>;

/** What the user gave to earlier calls of the method. */
export interface EarlierAnswers {
  /** The arguments of the last call, to start from. */
  readonly last?: readonly unknown[];
  /** Arguments that are known by their place, as a call in the code has them. */
  readonly written?: ReadonlyMap<number, unknown>;
  /** What stood at the questions of a call that was not made, by what they ask; the form keeps it up to date. */
  readonly drafts: Map<string, Draft>;
}

/** What one question is about: a whole argument, or a part of a target. */
interface Field {
  readonly parameter: number;
  readonly part: 'whole' | TargetPart;
}

/** The questions whose answers are the arguments of one call. */
export class CallForm {
  readonly #fields: readonly Field[];
  readonly #answers: unknown[];
  readonly #last: readonly unknown[];
  readonly #written: ReadonlyMap<number, unknown>;
  readonly #drafts: Map<string, Draft>;

  constructor(
    readonly method: MethodSpec,
    private readonly page: Page,
    private readonly known: KnownArguments,
    { last = [], written = new Map(), drafts }: EarlierAnswers = { drafts: new Map() },
  ) {
    this.#last = last;
    this.#written = written;
    this.#drafts = drafts;
    this.#fields = method.parameters.flatMap((parameter, index) => this.#fieldsOf(parameter, index));
    this.#answers = this.#fields.map(() => undefined);
  }

  /** How many questions there are. */
  get length(): number {
    return this.#fields.length;
  }

  /** The method and what the question asks, in words. */
  title(index: number): string {
    return questionTitle(this.method, this.#asked(index));
  }

  /** The question of that number; later ones may depend on earlier answers. */
  question(index: number): Question {
    const { field, parameter } = this.#at(index);
    return field.part === 'whole' ? this.#wholeQuestion(parameter, field.parameter) : this.#targetQuestion(field);
  }

  /** What stood at the question when it was asked before. */
  draft(index: number): Draft | undefined {
    return this.#drafts.get(this.#draftKey(index));
  }

  keepDraft(index: number, draft: Draft): void {
    this.#drafts.set(this.#draftKey(index), draft);
  }

  answer(index: number, value: unknown): void {
    this.#answers[index] = value;
  }

  /**
   * What is left out if the call is made instead of asking this question and those after it: a list of words, or undefined
   * if one of them needs an answer.
   */
  restIfOptional(index: number): string | undefined {
    const rest = this.#fields.slice(index).map((_, offset) => this.#asked(index + offset));
    if (!rest.every(isOptional)) return undefined;
    return rest.map(({ parameter, part }) => (part === 'whole' ? parameter.name : part)).join(', ');
  }

  /** The arguments, without optional ones at the end that were left out. */
  parameters(): readonly unknown[] {
    const values = this.method.parameters.map((parameter, index) => this.#value(parameter, index));
    while (values.length > 0 && values.at(-1) === undefined) values.pop();
    return values;
  }

  #at(index: number): { readonly field: Field; readonly parameter: ParameterSpec } {
    const field = this.#fields[index];
    const parameter = field && this.method.parameters[field.parameter];
    if (field === undefined || parameter === undefined) throw new RangeError(`there is no question ${index}`);
    return { field, parameter };
  }

  #asked(index: number): Asked {
    const { field, parameter } = this.#at(index);
    const type = field.part === 'destination' ? this.#answerOf(field.parameter, 'type') : undefined;
    return { parameter, part: field.part, ...(isTargetType(type) ? { targetType: type } : {}) };
  }

  /** What is typed as an agent's id is not offered as the name of a skill. */
  #draftKey(index: number): string {
    const { parameter, part, targetType = '' } = this.#asked(index);
    return `${parameter.name} ${part} ${targetType}`;
  }

  #fieldsOf(parameter: ParameterSpec, index: number): Field[] {
    if (this.#written.has(index) || Object.hasOwn(this.known, parameter.kind)) return [];
    if (parameter.kind !== 'targetQuery') return [{ parameter: index, part: 'whole' }];
    return targetParts
      .filter((part) => part !== 'media' || serviceName(this.method) === serviceWithMedia)
      .map((part) => ({ parameter: index, part }));
  }

  #value(parameter: ParameterSpec, index: number): unknown {
    if (this.#written.has(index)) return this.#written.get(index);
    if (Object.hasOwn(this.known, parameter.kind)) return this.known[parameter.kind];
    if (parameter.kind === 'targetQuery') {
      const parts = targetParts.map((part) => [part, this.#answerOf(index, part)] as const);
      return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
    }
    const value = this.#answerOf(index, 'whole');
    return value === undefined && parameter.kind === 'keyValues' && parameter.optional !== true ? {} : value;
  }

  #answerOf(parameter: number, part: Field['part']): unknown {
    return this.#answers[this.#fields.findIndex((field) => field.parameter === parameter && field.part === part)];
  }

  #wholeQuestion(parameter: ParameterSpec, index: number): Question {
    const lists = this.#choices(parameter, index);
    const last = this.#last[index];
    if (lists !== undefined) {
      // A choice of the last call that no longer fits is not offered first.
      const fits = lists[0]?.choices.some(({ value }) => value === last) === true;
      return {
        kind: 'pick',
        prompt: `Pick one, or type the ${parameter.name}.`,
        lists,
        first: fits ? last : undefined,
        free: {
          name: parameter.name,
          read: (text) => readArgument(parameter, text),
          ...(parameter.kind === 'string' ? { preferred: true } : {}),
        },
      };
    }
    const start = index < this.#last.length ? last : parameter.optional === true ? undefined : parameter.example;
    return {
      kind: 'text',
      prompt: promptOf(parameter),
      initial: writeArgument(parameter, start),
      ...(isJson(parameter) ? { json: true } : {}),
      read: (text) => readArgument(parameter, text),
    };
  }

  /** What the page offers for the parameter; undefined where one can only type. */
  #choices(parameter: ParameterSpec, index: number): readonly ChoiceList[] | undefined {
    switch (parameter.kind) {
      case 'interactionId':
      case 'consultInteractionId':
        return interactionChoices(this.page.desk, { method: this.method });
      case 'caseId':
        return caseChoices(this.page.desk);
      case 'userDataKey':
        return userDataKeyChoices(this.page.desk, this.#interactionId());
      case 'mediaName':
        return mediaChoices(this.page.desk);
      case 'stateOperation':
        return stateChoices(this.page);
      default:
        return listOf(seenValues(this.page, this.method, parameter, index));
    }
  }

  #interactionId(): unknown {
    const index = this.method.parameters.findIndex((parameter) => parameter.kind === 'interactionId');
    const parameter = this.method.parameters[index];
    return parameter && this.#value(parameter, index);
  }

  #targetQuestion(field: Field): Question {
    const last = this.#last[field.parameter];
    const before = isRecordObject(last) ? last : {};
    const type = this.#answerOf(field.parameter, 'type');
    switch (field.part) {
      case 'type':
        return { kind: 'pick', prompt: 'Pick what to reach.', lists: [{ choices: targetChoices }], first: before.type };
      case 'media': {
        const same = { value: undefined, label: 'Media of the interaction' };
        const lists = [{ choices: [same] }, ...mediaChoices(this.page.desk)];
        return {
          kind: 'pick',
          prompt: 'Pick a media, or type its name.',
          lists,
          first: before.media,
          free: { name: 'media', read: (text) => ({ value: text }) },
        };
      }
      default: {
        const wanted = isTargetType(type) ? targetTypes[type].destination : 'destination';
        const initial = type === before.type && typeof before.destination === 'string' ? before.destination : '';
        const read: FreeText['read'] = (text) =>
          text.trim() === '' ? { problem: `Type the ${wanted}.` } : { value: text.trim() };
        const lists = isTargetType(type) ? listOf(seenDestinations(this.page, type)) : undefined;
        return lists === undefined
          ? { kind: 'text', prompt: `Type the ${wanted}.`, initial, read }
          : {
              kind: 'pick',
              prompt: `Pick or type the ${wanted}.`,
              lists,
              initial,
              free: { name: wanted, read, preferred: true },
            };
      }
    }
  }
}

const targetChoices = Object.entries(targetTypes).map(([value, { label, destination }]) => ({
  value,
  label,
  description: destination,
}));

function listOf(choices: readonly Choice[]): readonly ChoiceList[] | undefined {
  return choices.length === 0 ? undefined : [{ choices }];
}

function promptOf(parameter: ParameterSpec): string {
  const { name, doc, optional } = parameter;
  return `${name}${isJson(parameter) ? ', as JSON' : ''}: ${doc}${optional === true ? ' Leave it empty for none.' : ''}`;
}

/** Whether the call makes sense without an answer: keys and values may be none where the example has none. */
function isOptional({ parameter, part }: Asked): boolean {
  if (part !== 'whole') return part === 'media';
  const isEmpty = isRecordObject(parameter.example) && Object.keys(parameter.example).length === 0;
  return parameter.optional === true || (parameter.kind === 'keyValues' && isEmpty);
}
