/** What a tool answers. */
export interface ToolAnswer {
  /** Deskside's own words. */
  readonly text: string;
  /** What came from a page, a widget or a file: JSON values. */
  readonly data?: readonly unknown[];
  /** Which values stay where not all fit; the first ones by default. */
  readonly keep?: 'last';
  /** A picture as PNG in base64. */
  readonly picture?: string;
  /**
   * What is not in the answer and how to get it, in a sentence. A function is told how many of the values fitted, and says
   * it of the others too.
   */
  readonly leftOut?: string | ((shown: number) => string | undefined);
}
