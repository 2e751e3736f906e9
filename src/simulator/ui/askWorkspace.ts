import * as v from 'valibot';

/** What the page of the simulator is asked for: a method of `window.workspace` with its argument, if it takes one. */
export interface WorkspaceQuestion {
  readonly method: string;
  readonly argument: unknown;
}

/** The answer of `askWorkspace`, to be checked where it arrives. */
export const workspaceAnswerSchema = v.union([
  v.strictObject({ value: v.optional(v.unknown()) }),
  v.strictObject({ refused: v.string(), possible: v.string() }),
]);

/**
 * Calls a method of `window.workspace`. What the page refuses is an answer, with what is possible now.
 *
 * Runs in the page, as text: it uses nothing from here, and names no function of its own, which some builds would give
 * a helper from here.
 */
export function askWorkspace({ method, argument }: WorkspaceQuestion): unknown {
  const { workspace } = window;
  const entry: unknown = Object.entries(workspace).find(([name]) => name === method)?.[1];
  if (typeof entry !== 'function') return { refused: `There is no ${method}.`, possible: '' };
  try {
    const value: unknown = Reflect.apply(entry, workspace, argument === undefined ? [] : [argument]);
    return { value };
  } catch (error) {
    const refused = error instanceof Error ? error.message : String(error);
    const id: unknown = Object.entries(argument ?? {}).find(([key]) => key === 'interactionId')?.[1];
    if (typeof id !== 'string') return { refused, possible: '' };
    const { interactions } = workspace.state();
    const interaction = interactions.find(({ interactionId }) => interactionId === id);
    if (interaction === undefined) {
      const there = interactions.map((each) => `${each.interactionId} (${each.media}, ${each.state})`);
      const possible =
        there.length === 0 ? 'There is no interaction on the desk.' : `On the desk are: ${there.join(', ')}.`;
      return { refused, possible };
    }
    const can: readonly string[] = method === 'happen' ? workspace.availableMoves(id) : workspace.availableActions(id);
    const possible = `${id} is ${interaction.state}; possible now: ${can.length === 0 ? 'nothing' : can.join(', ')}.`;
    return { refused, possible };
  }
}
