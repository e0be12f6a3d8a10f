import type { RoleLabel } from '../../../reviews';
import { tokensOf } from '../identifier-trie';
import { namedParts } from '../known-identifiers';
import type { Fingerprints } from './fingerprints';
import { roleLabels, type RoleLabels } from './role-labels';

/** How the roles of one kind are told apart: letters, numbers, or nothing for the first. */
export type Numbering = 'LETTERS' | 'NUMBERS' | 'UNLESS_FIRST';

/** A role to allot, and what is printed behind its number. */
export interface RoleToAllot {
  readonly role: string;
  readonly numbering: Numbering;
  /** Such as the kind of agency that a practitioner is of. */
  readonly suffix?: string;
}

/**
 * The labels of one review's people and places. What the review has allotted before holds; what is new is allotted here
 * and kept for writing down, so that the same person has the same label in every answer of every replica.
 */
export interface Allotment {
  /** For names that the texts give and nobody listed. */
  readonly roles: RoleLabels;
  /** The label of whom the fingerprint stands for, allotted now if need be; without brackets. */
  label(fingerprint: string, role: RoleToAllot): string;
  /** The label that a fingerprint has already. */
  known(fingerprint: string): string | undefined;
  /** One more way to recognise whoever has the label. */
  alias(fingerprint: string, label: string): void;
  /** A name under that label, as a whole and by its parts. */
  name(name: string, label: string): void;
  /** What has been added, to be written down. */
  readonly added: () => readonly RoleLabel[];
}

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

function printed({ role, numbering, suffix }: RoleToAllot, index: number): string {
  const plain = numbering === 'UNLESS_FIRST' && index === 0;
  const number = numbering === 'LETTERS' ? letters(index) : String(index + 1);
  return `${role}${plain ? '' : ` ${number}`}${suffix ? ` (${suffix})` : ''}`;
}

/** Numbers go on over every suffix: `Practitioner 3 (police)` is the third of all. */
function lastNumber(role: string, taken: ReadonlySet<string>): number {
  const numbers = [...taken].map((label) =>
    label.startsWith(`${role} `) ? Number.parseInt(label.slice(role.length + 1), 10) : 0,
  );
  return numbers.reduce((last, number) => Math.max(last, number || 0), 0);
}

const bare = (label: string): string => label.slice(1, -1);

/** Words of a name by which a text may call somebody: initials and short words are too common. */
const partsOf = (name: string): readonly string[] =>
  namedParts(name).filter((part) => part.replace(/[^\p{L}]/gu, '').length >= 3);

/** The labels of a review, from what it has allotted so far. */
export function allotment(held: readonly RoleLabel[], fingerprints: Fingerprints): Allotment {
  const byFingerprint = new Map(held.map(({ fingerprint, label }) => [fingerprint, label]));
  const taken = new Set(held.map(({ label }) => label));
  const added: RoleLabel[] = [];
  const texts = roleLabels();
  texts.reserve([...taken].map((label) => `[${label}]`).join(' '));

  const add = (fingerprint: string, label: string): void => {
    if (byFingerprint.has(fingerprint)) return;
    added.push({ fingerprint, label, allots: !taken.has(label) });
    byFingerprint.set(fingerprint, label);
    taken.add(label);
    texts.reserve(`[${label}]`);
  };
  const remember = (name: string, label: string, alsoParts: boolean): void => {
    for (const one of [name, ...(alsoParts ? partsOf(name) : [])]) {
      const words = tokensOf(one).map(({ word }) => word);
      if (words.length > 0) add(fingerprints.name(words), label);
    }
  };

  return {
    roles: {
      ...texts,
      person(name, spokenOf) {
        const label = texts.person(name, spokenOf);
        remember(name, bare(label), true);
        return label;
      },
      place(name) {
        const label = texts.place(name);
        remember(name, bare(label), false);
        return label;
      },
      organisation(name) {
        const label = texts.organisation(name);
        remember(name, bare(label), false);
        return label;
      },
    },
    label(fingerprint, role) {
      const known = byFingerprint.get(fingerprint);
      if (known !== undefined) return known;
      let index = role.numbering === 'NUMBERS' ? lastNumber(role.role, taken) : 0;
      while (taken.has(printed(role, index))) index += 1;
      const label = printed(role, index);
      add(fingerprint, label);
      return label;
    },
    known: (fingerprint) => byFingerprint.get(fingerprint),
    alias: add,
    name: (name, label) => {
      remember(name, label, true);
    },
    added: () => added,
  };
}
