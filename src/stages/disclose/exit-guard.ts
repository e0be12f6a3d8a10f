import type { IdentifierMatcher } from '../minimise/identifier-matcher';
import { exitScan, WITHHELD_AT_EXIT } from '../minimise/exit-scan';
import type { HitKind } from '../minimise/scan';

/** Whether a place was passed by something that no cell allows; what, by its kind alone. */
export interface ExitFinding {
  /** Which part of what leaves: `data`, `errors`, `extensions`, `headers` or `log`. */
  readonly part: ExitPart;
  readonly kinds: readonly HitKind[];
}

export type ExitPart = 'data' | 'errors' | 'extensions' | 'headers' | 'body' | 'log';

/** Below which names of a value something is looked at; `true` is a text, what is not named is left alone. */
export type ExitPlan = ReadonlyMap<string, ExitPlan | true>;

/** Looks at what leaves of one part, and keeps what it found. */
export class ExitGuard {
  readonly #kinds = new Set<HitKind>();
  /** Reasons and clauses come again and again; a text that was clean once is. */
  readonly #clean = new Set<string>();

  constructor(
    readonly part: ExitPart,
    private readonly known: IdentifierMatcher | null,
  ) {}

  /** Null where nothing was found. */
  finding(): ExitFinding | null {
    return this.#kinds.size === 0 ? null : { part: this.part, kinds: [...this.#kinds].sort() };
  }

  /** The text, or what stands in its place. */
  text(text: string): string {
    if (this.#clean.has(text)) return text;
    const kinds = exitScan(text, this.known);
    for (const kind of kinds) this.#kinds.add(kind);
    if (kinds.length > 0) return WITHHELD_AT_EXIT;
    this.#clean.add(text);
    return text;
  }

  /** The same value with every text of it looked at; it is copied only where something was found. */
  every(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return this.#list(value, (one) => this.every(one));
    if (!isPlain(value)) return value;
    return this.#fields(value, Object.keys(value), (one) => this.every(one));
  }

  /** The same value with the texts looked at that the plan names. */
  planned(value: unknown, plan: ExitPlan | true): unknown {
    if (plan === true) return this.every(value);
    if (Array.isArray(value)) return this.#list(value, (one) => this.planned(one, plan));
    if (!isPlain(value)) return value;
    return this.#fields(value, [...plan.keys()], (one, name) => this.planned(one, plan.get(name) ?? true));
  }

  #list(value: readonly unknown[], each: (one: unknown) => unknown): readonly unknown[] {
    const looked = value.map(each);
    return looked.some((one, index) => one !== value[index]) ? looked : value;
  }

  #fields(
    value: Readonly<Record<string, unknown>>,
    names: readonly string[],
    each: (one: unknown, name: string) => unknown,
  ): Readonly<Record<string, unknown>> {
    let copy: Record<string, unknown> | null = null;
    for (const name of names) {
      const one = value[name];
      const looked = each(one, name);
      if (looked === one) continue;
      copy ??= Object.assign(Object.create(null) as Record<string, unknown>, value);
      copy[name] = looked;
    }
    return copy ?? value;
  }
}

/** Instants and the like are no texts. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
