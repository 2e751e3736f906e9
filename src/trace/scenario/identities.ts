import type { ParameterKind } from '../../api/method';
import { findDocumentedMethod } from '../../api/catalogue';
import { isRecordObject } from '../../base/guards';

/** Kinds of parameters that hold ids of interactions or cases. */
const idKinds: ReadonlySet<ParameterKind> = new Set(['interactionId', 'consultInteractionId', 'caseId']);

/** Which interactions and cases of the simulated desk stand for the recorded ones. */
export class Identities {
  readonly #byRecorded = new Map<string, string>();
  readonly #bound = new Set<string>();

  /** From now on the id on the desk stands for the recorded one. */
  bind(recorded: unknown, onDesk: unknown): void {
    if (typeof recorded !== 'string' || typeof onDesk !== 'string' || !this.canBe(recorded, onDesk)) return;
    this.#byRecorded.set(recorded, onDesk);
    this.#bound.add(onDesk);
  }

  /** The id on the desk that stands for a recorded one. */
  find(recorded: unknown): string | undefined {
    return typeof recorded === 'string' ? this.#byRecorded.get(recorded) : undefined;
  }

  /** Whether the id on the desk stands for the recorded one, or could from now on. */
  canBe(recorded: string, onDesk: string): boolean {
    const known = this.#byRecorded.get(recorded);
    return known === undefined ? !this.#bound.has(onDesk) : known === onDesk;
  }

  /** A copy of a recorded value with the ids of the desk in it. */
  translate(value: unknown): unknown {
    if (typeof value === 'string') return this.#byRecorded.get(value) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.translate(each));
    if (!isRecordObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.translate(each)]));
  }

  /** The parameters of a recorded call with the ids of the desk in the places of recorded ones. */
  translateParameters(service: string, parameters: readonly unknown[]): unknown[] {
    const specs = findDocumentedMethod(service)?.parameters ?? [];
    return parameters.map((value, index) => {
      const kind = specs[index]?.kind;
      return kind !== undefined && idKinds.has(kind) ? (this.find(value) ?? value) : value;
    });
  }
}
