/** A set that nobody can write to, not even past the type: `Object.freeze` does not reach a Set's entries. */
export class SealedSet<Value> implements ReadonlySet<Value> {
  readonly #values: Set<Value>;

  constructor(values: Iterable<Value>) {
    this.#values = new Set(values);
    Object.freeze(this);
  }

  get size(): number {
    return this.#values.size;
  }

  has(value: Value): boolean {
    return this.#values.has(value);
  }

  forEach(callback: (value: Value, key: Value, set: ReadonlySet<Value>) => void): void {
    for (const value of this.#values) callback(value, value, this);
  }

  entries(): SetIterator<[Value, Value]> {
    return this.#values.entries();
  }

  keys(): SetIterator<Value> {
    return this.#values.keys();
  }

  values(): SetIterator<Value> {
    return this.#values.values();
  }

  [Symbol.iterator](): SetIterator<Value> {
    return this.values();
  }
}
