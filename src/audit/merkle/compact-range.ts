import { EMPTY_ROOT, nodeHash } from './hashes';

/** Hexadecimal digits of one hash. */
const DIGITS = 64;

/**
 * The roots of the complete subtrees at a tree's right edge, the largest first: all that is needed to add leaves and to
 * know the root (RFC 6962, 2.1). Their number is the number of ones in the binary size.
 */
export class CompactRange {
  readonly #nodes: Buffer[];
  #size: number;

  private constructor(size: number, nodes: Buffer[]) {
    this.#size = size;
    this.#nodes = nodes;
  }

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /** The range of a tree of `size` leaves, from what `toString` gave. @throws RangeError when they do not fit */
  static parse(size: number, text: string): CompactRange {
    const nodes = (text.match(/[0-9a-f]{64}/g) ?? []).map((hex) => Buffer.from(hex, 'hex'));
    if (text.length !== nodes.length * DIGITS || nodes.length !== ones(size))
      throw new RangeError('the nodes of a tree do not fit its size');
    return new CompactRange(size, nodes);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash. */
  append(leaf: Buffer): void {
    let node = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#nodes.pop();
      if (left === undefined) throw new RangeError('the nodes of a tree do not fit its size');
      node = nodeHash(left, node);
    }
    this.#nodes.push(node);
    this.#size += 1;
  }

  /** The root of the tree. */
  root(): Buffer {
    const last = this.#nodes.at(-1);
    if (last === undefined) return EMPTY_ROOT;
    return this.#nodes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
  }

  /** The nodes in hexadecimal, one after the other. */
  toString(): string {
    return this.#nodes.map((node) => node.toString('hex')).join('');
  }
}

function ones(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
