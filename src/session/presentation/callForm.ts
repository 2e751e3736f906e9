import { serviceName } from '../../api/catalogue';
import type { MethodSpec, ParameterKind, ParameterSpec } from '../../api/method';
import { isTargetType, serviceWithMedia, targetTypes } from '../../api/targetQuery';
import { isRecordObject } from '../../base/json';
import type { Page } from '../page';
import { readArgument, writeArgument } from './argumentText';
import { caseChoices, interactionChoices, mediaChoices, stateChoices, userDataKeyChoices } from './deskChoices';
import type { ChoiceList, PickQuestion, Question } from './question';

/** Arguments that are known before anything is asked, by the kind of parameter: from the node of the tree, say. */
export type KnownArguments = Partial<Readonly<Record<ParameterKind, unknown>>>;

/** What one question is about: a whole argument, or a part of a target. */
interface Field {
  readonly parameter: number;
  readonly part: 'whole' | TargetPart;
}

const targetParts = ['type', 'destination', 'media'] as const;
type TargetPart = (typeof targetParts)[number];

/** The questions whose answers are the arguments of one call. */
export class CallForm {
  readonly #fields: readonly Field[];
  readonly #answers: unknown[];

  /** @param last the arguments of the last call of this method, to start from */
  constructor(
    readonly method: MethodSpec,
    private readonly page: Page,
    private readonly known: KnownArguments,
    private readonly last: readonly unknown[] = [],
  ) {
    this.#fields = method.parameters.flatMap((parameter, index) => this.#fieldsOf(parameter, index));
    this.#answers = this.#fields.map(() => undefined);
  }

  /** How many questions there are. */
  get length(): number {
    return this.#fields.length;
  }

  /** What the question is about, in a word. */
  topic(index: number): string {
    const { field, parameter } = this.#at(index);
    return field.part === 'whole' ? parameter.name : `${parameter.name} ${field.part}`;
  }

  /** The question of that number; later ones may depend on earlier answers. */
  question(index: number): Question {
    const { field, parameter } = this.#at(index);
    return field.part === 'whole' ? this.#wholeQuestion(parameter, field.parameter) : this.#targetQuestion(field);
  }

  answer(index: number, value: unknown): void {
    this.#answers[index] = value;
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

  #fieldsOf(parameter: ParameterSpec, index: number): Field[] {
    if (Object.hasOwn(this.known, parameter.kind)) return [];
    if (parameter.kind !== 'targetQuery') return [{ parameter: index, part: 'whole' }];
    return targetParts
      .filter((part) => part !== 'media' || serviceName(this.method) === serviceWithMedia)
      .map((part) => ({ parameter: index, part }));
  }

  #value(parameter: ParameterSpec, index: number): unknown {
    if (Object.hasOwn(this.known, parameter.kind)) return this.known[parameter.kind];
    if (parameter.kind !== 'targetQuery') return this.#answerOf(index, 'whole');
    const parts = targetParts.map((part) => [part, this.#answerOf(index, part)] as const);
    return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
  }

  #answerOf(parameter: number, part: Field['part']): unknown {
    return this.#answers[this.#fields.findIndex((field) => field.parameter === parameter && field.part === part)];
  }

  #wholeQuestion(parameter: ParameterSpec, index: number): Question {
    const lists = this.#choices(parameter.kind);
    const prompt = `${parameter.name}: ${parameter.doc}${parameter.optional === true ? ' Leave it empty for none.' : ''}`;
    if (lists !== undefined) {
      // What was chosen last is no good start where it does not fit any more.
      const fits = lists[0]?.choices.some(({ value }) => value === this.last[index]) === true;
      return {
        kind: 'pick',
        prompt,
        lists,
        first: fits ? this.last[index] : undefined,
        free: freeText(parameter.name),
      };
    }
    const start =
      index < this.last.length ? this.last[index] : parameter.optional === true ? undefined : parameter.example;
    return {
      kind: 'text',
      prompt,
      initial: writeArgument(parameter, start),
      read: (text) => readArgument(parameter, text),
    };
  }

  /** What the desk offers for this kind; undefined where one can only type. */
  #choices(kind: ParameterKind): readonly ChoiceList[] | undefined {
    switch (kind) {
      case 'interactionId':
      case 'consultInteractionId':
        return interactionChoices(this.page.desk, this.method);
      case 'caseId':
        return caseChoices(this.page.desk);
      case 'userDataKey':
        return userDataKeyChoices(this.page.desk, this.#interactionId());
      case 'mediaName':
        return mediaChoices(this.page.desk);
      case 'stateOperation':
        return stateChoices(this.page);
      default:
        return undefined;
    }
  }

  #interactionId(): unknown {
    const index = this.method.parameters.findIndex((parameter) => parameter.kind === 'interactionId');
    const parameter = this.method.parameters[index];
    return parameter && this.#value(parameter, index);
  }

  #targetQuestion(field: Field): Question {
    const last = this.last[field.parameter];
    const before = isRecordObject(last) ? last : {};
    const type = this.#answerOf(field.parameter, 'type');
    const wanted = isTargetType(type) ? targetTypes[type].destination : 'destination';
    switch (field.part) {
      case 'type':
        return { kind: 'pick', prompt: 'Whom to reach', lists: [{ choices: targetChoices }], first: before.type };
      case 'media': {
        const same = { value: undefined, label: 'Media of the interaction' };
        const lists = [{ choices: [same] }, ...mediaChoices(this.page.desk)];
        return { kind: 'pick', prompt: 'By which media', lists, first: before.media, free: freeText('media') };
      }
      default:
        return {
          kind: 'text',
          prompt: `Destination: ${wanted}`,
          initial: type === before.type && typeof before.destination === 'string' ? before.destination : '',
          read: (text) => (text.trim() === '' ? { problem: `Type the ${wanted}.` } : { value: text.trim() }),
        };
    }
  }
}

function freeText(name: string): NonNullable<PickQuestion['free']> {
  return { name, valueOf: (text) => text };
}

const targetChoices = Object.entries(targetTypes).map(([value, { label, destination }]) => ({
  value,
  label,
  description: destination,
}));
