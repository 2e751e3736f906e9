import * as vscode from 'vscode';
import { rankedChoices } from '../../presentation/questions/ranking';
import type {
  Answer,
  Choice,
  ChoiceList,
  Draft,
  FreeText,
  PickQuestion,
  Question,
  TextQuestion,
} from '../../presentation/questions/question';
import { uiText } from '../../presentation/text/text';

/** Where a question stands in a row of questions. */
export interface Frame {
  readonly title: string;
  readonly step: number;
  readonly total: number;
  readonly canGoBack: boolean;
  /** If given, this question and all after it may be left out. */
  readonly finish?: Finish;
  /** Edits a long text elsewhere. */
  readonly editElsewhere?: EditElsewhere;
}

/** The way to leave out the rest of the questions. */
export interface Finish {
  readonly label: string;
  /** What is left out. */
  readonly description: string;
}

/** @returns the text as it is then, and whether it is to be used or the question asked again */
export type EditElsewhere = (
  title: string,
  text: string,
  read: (text: string) => Answer,
) => Promise<{ readonly text: string; readonly use: boolean }>;

/** How a question ended, and what stood there then. */
export type Reply<T = unknown> = End<T> & { readonly draft: Draft };

type End<T> = Given<T> | Left;

type Given<T> =
  | { readonly kind: 'answer'; readonly value: T }
  /** The rest is left out; `value` is what was typed for this question, if anything was. */
  | { readonly kind: 'finish'; readonly value?: T };

type Left = { readonly kind: 'back' } | { readonly kind: 'cancelled' };

/**
 * Asks one question. It stays open while the user looks something up elsewhere.
 * @param draft what stood there when the question was asked before
 */
export function ask<T>(question: Question<T>, frame: Frame, draft?: Draft): Promise<Reply<T>> {
  return question.kind === 'pick' ? askPick(question, frame, draft) : askText(question, frame, draft);
}

type Item<T> = vscode.QuickPickItem & { readonly choice?: Choice<T>; readonly isFinish?: true };

function askPick<T>(question: PickQuestion<T>, frame: Frame, draft: Draft | undefined): Promise<Reply<T>> {
  const { lists, free } = question;
  const input = vscode.window.createQuickPick<Item<T>>();
  // The order is ours. This property is not in the public API, but VS Code takes it from every extension; one that does
  // not would put matching labels into an order of its own.
  Object.assign(input, { sortByLabel: false });
  const all = [...finishItems<T>(frame.finish), ...lists.flatMap(itemsOf)];
  // Enter may come before VS Code has shown the new items. It then names the first item of the old ones by its number,
  // so the first item has the same number in both.
  const heading = all[0]?.kind === vscode.QuickPickItemKind.Separator ? [separator('matches')] : [];
  const show = (): void => {
    input.items = input.value.trim() === '' ? all : [...heading, ...matchingItems(input.value, lists, free)];
  };
  input.placeholder =
    all.length === 0 && free !== undefined ? `Type the ${free.name}. ${question.prompt}` : question.prompt;
  input.value = draft?.text ?? question.initial ?? '';
  show();
  const wanted = draft === undefined ? question.first : draft.choice;
  const isFirst = ({ value }: Choice): boolean => value === (draft === undefined ? wanted : draft.choice?.value);
  const active = wanted === undefined ? undefined : input.items.find(({ choice }) => choice && isFirst(choice));
  if (active !== undefined) input.activeItems = [active];
  input.onDidChangeValue(show);
  return run<Given<T>>(input, frame, {
    accept: (end) => {
      const [item] = input.selectedItems;
      if (item?.isFinish === true) end({ kind: 'finish' });
      else if (item?.choice !== undefined) end({ kind: 'answer', value: item.choice.value });
    },
    finish: (end) => end({ kind: 'finish' }),
    draft: (end) => {
      const [item] = end.kind === 'answer' ? input.selectedItems : input.activeItems;
      const isListed = lists.some(({ choices }) => choices.some((choice) => choice === item?.choice));
      return {
        // A choice is shown among all others again; a typed text stays.
        text: end.kind === 'answer' && isListed ? '' : input.value,
        ...(item?.choice === undefined ? {} : { choice: item.choice }),
      };
    },
  });
}

function finishItems<T>(finish: Finish | undefined): Item<T>[] {
  if (finish === undefined) return [];
  const { label, description } = finish;
  return [{ label, description, iconPath: new vscode.ThemeIcon('run'), isFinish: true }];
}

function itemsOf<T>({ heading, choices }: ChoiceList<T>): Item<T>[] {
  return [...(heading === undefined ? [] : [separator(heading)]), ...choices.map(itemOf)];
}

function itemOf<T>(choice: Choice<T>): Item<T> {
  return {
    label: choice.label,
    ...(choice.description === undefined ? {} : { description: choice.description }),
    ...(choice.detail === undefined ? {} : { detail: choice.detail }),
    ...(choice.icon === undefined ? {} : { iconPath: new vscode.ThemeIcon(choice.icon) }),
    alwaysShow: true,
    choice,
  };
}

function separator(label: string): { label: string; kind: vscode.QuickPickItemKind } {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** What matches the typed text, and the text itself where it may be the answer and no choice stands for it. */
function matchingItems<T>(typed: string, lists: readonly ChoiceList<T>[], free: FreeText<T> | undefined): Item<T>[] {
  const matching = rankedChoices(typed, lists).map(itemOf);
  const isChoice = matching.some(({ choice }) => choice?.value === typed);
  if (free === undefined || isChoice) return matching;
  const answer = free.read(typed);
  const own: Item<T> =
    'problem' in answer
      ? { label: answer.problem, iconPath: new vscode.ThemeIcon('warning'), alwaysShow: true }
      : itemOf({ value: answer.value, label: `Use “${uiText(typed)}”`, description: `as ${free.name}` });
  return free.preferred === true ? [own, ...matching] : [...matching, own];
}

async function askText<T>(question: TextQuestion<T>, frame: Frame, draft: Draft | undefined): Promise<Reply<T>> {
  const { editElsewhere } = frame;
  const buttons = question.json === true && editElsewhere !== undefined ? [editButton] : [];
  for (let text = draft?.text ?? question.initial; ;) {
    const reply = await askLine(question, frame, text, buttons);
    if (reply.kind !== 'edit') return reply;
    if (editElsewhere === undefined) throw new Error('there is nowhere else to edit');
    const edited = await editElsewhere(frame.title, reply.draft.text, question.read);
    const answer = question.read(edited.text);
    text = asLine(edited.text);
    if (edited.use && 'value' in answer) return { kind: 'answer', value: answer.value, draft: { text } };
  }
}

const editButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('go-to-file'),
  tooltip: 'Edit in an Editor',
};

interface Edit {
  readonly kind: 'edit';
}

function askLine<T>(
  question: TextQuestion<T>,
  frame: Frame,
  initial: string,
  buttons: readonly vscode.QuickInputButton[],
): Promise<Reply<T> | (Edit & { readonly draft: Draft })> {
  const input = vscode.window.createInputBox();
  input.value = initial;
  input.prompt = question.prompt;
  input.password = question.secret === true;
  const check = (): void => {
    const answer = question.read(input.value);
    input.validationMessage = 'problem' in answer && input.value !== '' ? answer.problem : '';
  };
  input.onDidChangeValue(check);
  check();
  const endWith = (end: (value: T) => void): void => {
    const answer = question.read(input.value);
    if ('value' in answer) end(answer.value);
    else input.validationMessage = answer.problem;
  };
  return run<Given<T> | Edit>(
    input,
    frame,
    {
      accept: (end) => endWith((value) => end({ kind: 'answer', value })),
      finish: (end) => endWith((value) => end({ kind: 'finish', value })),
      draft: () => ({ text: input.value }),
    },
    buttons.map((button) => ({ button, end: { kind: 'edit' } })),
  );
}

/** A text of several lines for an input of one. A line end in JSON is never part of a value. */
function asLine(text: string): string {
  return text.replace(/\s*[\r\n]\s*/g, ' ').trim();
}

/** How the user ends a question, other than by leaving it. */
interface Ways<E> {
  /** Enter. */
  accept(end: (end: E) => void): void;
  /** The button that leaves the rest out. */
  finish(end: (end: E) => void): void;
  /** What stands there at the end. */
  draft(end: E | Left): Draft;
}

/** Shows the input until it is answered, left or gone back from. */
function run<E extends object>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { title, step, total, canGoBack, finish }: Frame,
  ways: Ways<E>,
  others: readonly { readonly button: vscode.QuickInputButton; readonly end: E }[] = [],
): Promise<(E | Left) & { readonly draft: Draft }> {
  input.title = title;
  if (total > 1) [input.step, input.totalSteps] = [step, total];
  input.ignoreFocusOut = true;
  const finishButton = finish && {
    iconPath: new vscode.ThemeIcon('run'),
    tooltip: `${finish.label} (${finish.description})`,
  };
  input.buttons = [
    ...(canGoBack ? [vscode.QuickInputButtons.Back] : []),
    ...others.map(({ button }) => button),
    ...(finishButton === undefined ? [] : [finishButton]),
  ];
  return new Promise((resolve) => {
    const end = (how: E | Left): void => {
      resolve({ ...how, draft: ways.draft(how) });
      input.dispose();
    };
    input.onDidAccept(() => ways.accept(end));
    input.onDidTriggerButton((button) => {
      if (button === finishButton) ways.finish(end);
      else end(others.find((other) => other.button === button)?.end ?? { kind: 'back' });
    });
    input.onDidHide(() => end({ kind: 'cancelled' }));
    input.show();
  });
}
