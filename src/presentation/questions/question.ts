/** One thing to choose. `value` is the answer; an icon is the name of a codicon. */
export interface Choice<T = unknown> {
  readonly value: T;
  readonly label: string;
  readonly description?: string;
  /** A second line. */
  readonly detail?: string;
  readonly icon?: string;
}

/** Choices under a heading; the first list of a question may have none. */
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
  /** The text that stands there already, where `free` is there. */
  readonly initial?: string;
  readonly free?: FreeText<T>;
}

/** What a text that is in no choice means. */
export interface FreeText<T = unknown> {
  /** What it would be, such as "interactionId". */
  readonly name: string;
  /** The answer that it makes, or what is wrong with it. */
  readonly read: (text: string) => Answer<T>;
  /** Any text makes sense here, so that Enter takes what is typed and not a choice that only begins with it. */
  readonly preferred?: true;
}

/** A question answered by typing. */
export interface TextQuestion<T = unknown> {
  readonly kind: 'text';
  readonly prompt: string;
  readonly initial: string;
  /** What is typed is not shown. */
  readonly secret?: true;
  /** What is typed is JSON, which may need more than one line. */
  readonly json?: true;
  /** Reads what was typed: the answer, or what is wrong with it. */
  readonly read: (text: string) => Answer<T>;
}

export type Answer<T = unknown> = { readonly value: T } | { readonly problem: string };

export type Question<T = unknown> = PickQuestion<T> | TextQuestion<T>;

/**
 * What the user typed or chose for a question, answered or not. A question that is asked again with it starts from there:
 * after Back, and after the input was closed.
 */
export interface Draft {
  readonly text: string;
  /** The choice that was active; none if something else was. */
  readonly choice?: Choice;
}
