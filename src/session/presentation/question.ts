/** One thing to choose. `value` is the answer; an icon is the name of a codicon. */
export interface Choice<T = unknown> {
  readonly value: T;
  readonly label: string;
  readonly description?: string;
  /** A second line. */
  readonly detail?: string;
  readonly icon?: string;
}

/** Choices under a heading; the first list of a question has none. */
export interface ChoiceList<T = unknown> {
  readonly heading?: string;
  readonly choices: readonly Choice<T>[];
}

/** A question answered by picking from a list, or, where `free` is there, by typing another text. */
export interface PickQuestion<T = unknown> {
  readonly kind: 'pick';
  readonly prompt: string;
  readonly lists: readonly ChoiceList<T>[];
  /** The value of the choice to begin with. */
  readonly first?: unknown;
  /** What a text that is in no choice would be, such as "interactionId", and the answer that it makes. */
  readonly free?: { readonly name: string; readonly valueOf: (text: string) => T };
}

/** A question answered by typing. */
export interface TextQuestion<T = unknown> {
  readonly kind: 'text';
  readonly prompt: string;
  readonly initial: string;
  /** What is typed is not shown. */
  readonly secret?: true;
  /** Reads what was typed: the answer, or what is wrong with it. */
  readonly read: (text: string) => Answer<T>;
}

export type Answer<T = unknown> = { readonly value: T } | { readonly problem: string };

export type Question<T = unknown> = PickQuestion<T> | TextQuestion<T>;
