import { isRecordObject } from '../../base/guards';

/** A value of a trace whose stand-in came from the widget, and what the widget says instead this time. */
type Leaf = string | number;

/**
 * Compares what a widget says with what was recorded, where values have stand-ins: a stand-in that came from the widget
 * stands for whatever the widget says the first time, and for the same from then on.
 */
export class ArgumentComparison {
  readonly #actual = new Map<Leaf, Leaf>();
  readonly #taken = new Set<Leaf>();

  /** Whether parameters are as recorded; if so, takes note of what the stand-ins in them stand for. */
  matches(recorded: readonly unknown[], masked: readonly string[], actual: readonly unknown[]): boolean {
    const found = new Map<Leaf, Leaf>();
    const paths = new Set(masked);
    // What is left out at the end is as good as undefined.
    const length = Math.max(recorded.length, actual.length);
    const isSame = Array.from({ length }).every((_, index) =>
      this.#isSame(recorded[index], actual[index], `/${index}`, paths, found),
    );
    if (!isSame) return false;
    for (const [standIn, value] of found) {
      this.#actual.set(standIn, value);
      this.#taken.add(value);
    }
    return true;
  }

  /** A copy of a recorded value with what the widget said in the places of its stand-ins. */
  fillIn(value: unknown): unknown {
    if (isLeaf(value)) return this.#actual.get(value) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.fillIn(each));
    if (!isRecordObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.fillIn(each)]));
  }

  #isSame(
    recorded: unknown,
    actual: unknown,
    path: string,
    masked: ReadonlySet<string>,
    found: Map<Leaf, Leaf>,
  ): boolean {
    if (masked.has(path)) return this.#canStandFor(recorded, actual, found);
    if (Array.isArray(recorded) && Array.isArray(actual)) {
      return (
        recorded.length === actual.length &&
        recorded.every((each, index) => this.#isSame(each, actual[index], `${path}/${index}`, masked, found))
      );
    }
    if (isRecordObject(recorded) && isRecordObject(actual)) {
      const keys = new Set([...Object.keys(recorded), ...Object.keys(actual)]);
      return [...keys].every((key) => this.#isSame(recorded[key], actual[key], `${path}/${key}`, masked, found));
    }
    const filled = this.fillIn(recorded);
    return Object.is(filled ?? undefined, actual ?? undefined);
  }

  #canStandFor(standIn: unknown, actual: unknown, found: Map<Leaf, Leaf>): boolean {
    if (!isLeaf(standIn) || !isLeaf(actual)) return typeof standIn === typeof actual;
    const known = found.get(standIn) ?? this.#actual.get(standIn);
    if (known !== undefined) return known === actual;
    if (typeof standIn !== typeof actual || this.#taken.has(actual)) return false;
    found.set(standIn, actual);
    return true;
  }
}

function isLeaf(value: unknown): value is Leaf {
  return typeof value === 'string' || typeof value === 'number';
}
