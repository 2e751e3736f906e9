/** A tool did not do what an agent asked for. The message says why, in Deskside's own words, with a next step for the agent. */
export class AgentRefusal extends Error {
  override readonly name = 'AgentRefusal';

  /** @param data what a page, a widget or a file says about it: JSON values, which the agent gets marked as data */
  constructor(
    message: string,
    readonly data: readonly unknown[] = [],
  ) {
    super(message);
  }
}
