import * as vscode from 'vscode';
import type { Choice, PickQuestion, Question, TextQuestion } from '../session/presentation/question';
import { uiText } from '../session/presentation/text';

/** Where a question stands in a row of questions. */
export interface Frame {
  readonly title: string;
  readonly step: number;
  readonly total: number;
  readonly canGoBack: boolean;
}

export type Reply<T = unknown> =
  { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'back' | 'cancelled' };

/** Asks one question. Looking something up elsewhere meanwhile does not close it. */
export function ask<T>(question: Question<T>, frame: Frame): Promise<Reply<T>> {
  return question.kind === 'pick' ? askPick(question, frame) : askText(question, frame);
}

type Item<T> = vscode.QuickPickItem & { readonly choice?: Choice<T> };

function askPick<T>(question: PickQuestion<T>, frame: Frame): Promise<Reply<T>> {
  const input = vscode.window.createQuickPick<Item<T>>();
  const items = question.lists.flatMap(({ heading, choices }): Item<T>[] => [
    ...(heading === undefined ? [] : [{ label: heading, kind: vscode.QuickPickItemKind.Separator }]),
    ...choices.map(itemOf),
  ]);
  input.items = items;
  const first = items.find(({ choice }) => choice !== undefined && choice.value === question.first);
  if (first !== undefined) input.activeItems = [first];
  input.placeholder = question.prompt;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  const { free } = question;
  if (free !== undefined) {
    const offer = (): void => {
      input.items = [...items, ...typedItem(input.value, free, items)];
    };
    input.onDidChangeValue(offer);
    if (items.length === 0) input.placeholder = `Type the ${free.name}. ${question.prompt}`;
  }
  return run(input, frame, (accept) => {
    const choice = input.selectedItems[0]?.choice;
    if (choice !== undefined) accept(choice.value);
  });
}

function itemOf<T>(choice: Choice<T>): Item<T> {
  return {
    label: choice.label,
    ...(choice.description === undefined ? {} : { description: choice.description }),
    ...(choice.detail === undefined ? {} : { detail: choice.detail }),
    ...(choice.icon === undefined ? {} : { iconPath: new vscode.ThemeIcon(choice.icon) }),
    choice,
  };
}

/** The typed text as one more item, where no other stands for it. */
function typedItem<T>(
  text: string,
  { name, valueOf }: NonNullable<PickQuestion<T>['free']>,
  items: readonly Item<T>[],
): Item<T>[] {
  if (text === '' || items.some(({ choice }) => choice?.value === text)) return [];
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `Use "${uiText(text)}"`,
      description: `as ${name}`,
      alwaysShow: true,
      choice: { value: valueOf(text), label: text },
    },
  ];
}

function askText<T>(question: TextQuestion<T>, frame: Frame): Promise<Reply<T>> {
  const input = vscode.window.createInputBox();
  input.value = question.initial;
  input.prompt = question.prompt;
  input.password = question.secret === true;
  const check = (): void => {
    const answer = question.read(input.value);
    input.validationMessage = 'problem' in answer && input.value !== '' ? answer.problem : '';
  };
  input.onDidChangeValue(check);
  check();
  return run(input, frame, (accept) => {
    const answer = question.read(input.value);
    if ('value' in answer) accept(answer.value);
    else input.validationMessage = answer.problem;
  });
}

/** Shows the input until it is answered, left or gone back from. */
function run<T>(
  input: vscode.QuickPick<Item<T>> | vscode.InputBox,
  { title, step, total, canGoBack }: Frame,
  onAccept: (accept: (value: T) => void) => void,
): Promise<Reply<T>> {
  input.title = title;
  if (total > 1) [input.step, input.totalSteps] = [step, total];
  input.ignoreFocusOut = true;
  input.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const end = (reply: Reply<T>): void => {
      resolve(reply);
      input.dispose();
    };
    input.onDidAccept(() => onAccept((value) => end({ kind: 'answer', value })));
    input.onDidTriggerButton(() => end({ kind: 'back' }));
    input.onDidHide(() => end({ kind: 'cancelled' }));
    input.show();
  });
}
