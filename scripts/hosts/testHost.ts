/** A VS Code that the extension's suite runs in. */
export interface TestHost {
  /** What it is, for the output. */
  readonly name: string;
  /** Why this one and no other. */
  readonly reason: string;
  /**
   * Runs a suite in a window of its own and waits for its end.
   * @throws if VS Code can't be started or the suite's `run()` fails
   */
  runSuite(suite: Suite): Promise<void>;
}

export interface Suite {
  /** The folder of the extension under development. */
  readonly extension: string;
  /** The module whose `run()` VS Code calls. */
  readonly entry: string;
  /** The folder that is open. */
  readonly workspace: string;
  /** Variables for the process that the suite runs in. */
  readonly env: Readonly<Record<string, string>>;
  /** Where to write what VS Code itself had to say, if the host keeps it from the output. */
  readonly log: string;
  readonly timeoutMs: number;
}
