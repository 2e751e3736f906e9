import { messageOf } from '../../base/guards';
import { AgentRefusal } from '../refusal';

/** Asks the user one question at a time: a heap of them is answered without being read. */
export class Questions {
  #open = false;

  /** @throws AgentRefusal while another question is open, or if the user cannot be asked */
  async ask(question: () => Promise<boolean>): Promise<boolean> {
    if (this.#open) {
      throw new AgentRefusal(
        'The user is being asked about another call. Wait for the answer to that, then call again.',
      );
    }
    this.#open = true;
    try {
      return await question();
    } catch (error) {
      // The client is gone, refuses, or answers in a form of its own.
      throw new AgentRefusal(
        'The user could not be asked, and nothing was sent. Ask the user to make the call in VS Code.',
        [{ why: messageOf(error) }],
      );
    } finally {
      this.#open = false;
    }
  }
}
