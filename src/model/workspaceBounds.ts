import type { WorkspaceModel } from './workspaceModel';

/** Interactions of one page that the editor holds: many times those of any agent. */
const mostInteractions = 4000;
/** And what they are together, as JSON, in characters. */
const mostCharacters = 16 * 1024 * 1024;
/** So far beyond its bound a desk may grow before it is looked at, so that looking costs little for each record. */
const slack = 1.25;

/** Keeps a desk within bounds: a page that names interactions without end must not fill the editor. */
export class WorkspaceBounds {
  /** No less than what the interactions are. */
  #characters = 0;

  constructor(private readonly desk: WorkspaceModel) {}

  /**
   * @param characters what records have brought since, as JSON
   * @returns the ids of the interactions that have to go: those that came first
   */
  excess(characters: number): readonly string[] {
    const { interactions } = this.desk;
    this.#characters += characters;
    if (interactions.size <= mostInteractions * slack && this.#characters <= mostCharacters * slack) return [];
    const sizes = [...interactions].map(([id, interaction]) => ({ id, size: JSON.stringify(interaction).length }));
    this.#characters = sizes.reduce((sum, { size }) => sum + size, 0);
    const gone: string[] = [];
    for (const { id, size } of sizes) {
      if (sizes.length - gone.length <= mostInteractions && this.#characters <= mostCharacters) break;
      gone.push(id);
      this.#characters -= size;
    }
    return gone;
  }
}
