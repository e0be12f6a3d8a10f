import { fold } from '../identifier-trie';

/** How a person is spoken of, as far as the words before the name tell. */
export interface SpokenOf {
  readonly practitioner?: boolean;
  /** `F` or `M`; a Mrs and a Mr of one surname are two people. */
  readonly sex?: 'F' | 'M';
}

/**
 * Role labels of people and places that nobody listed, allotted in order of appearance: the same name has the same
 * label in every text of an operation. Holds names: build one per operation, and keep it no longer.
 */
export interface RoleLabels {
  /** The label of a person: `[Person 1]` or `[Practitioner 2]`. */
  person(name: string, spokenOf?: SpokenOf): string;
  /** The label of a place: `[Place 1]`. */
  place(name: string): string;
  /** The label of an organisation: `[Organisation 1]`. */
  organisation(name: string): string;
  /** Numbers printed in a text already are not given to anyone else. */
  reserve(text: string): void;
  /** The label of a word that is part of a person's name already met. */
  known(word: string): string | undefined;
}

interface Person {
  readonly label: string;
  readonly sex?: 'F' | 'M' | undefined;
  /** Met by a single name so far; a full name that has it may be this person's. */
  single: boolean;
}

const PRINTED = /\[(Person|Practitioner|Place|Organisation) ([0-9]{1,6})(?: \([a-z ]{1,40}\))?\]/gu;

/** The words of a name that tell people apart, without a possessive and without initials. */
const partsOf = (name: string): readonly string[] => {
  const words = name
    .split(/[\s,]+/u)
    .map((word) => fold(word.replace(/['\u2019]s$/u, '')).replace(/[^\p{L}-]/gu, ''));
  const long = words.filter((word) => word.length > 1);
  return long.length > 0 ? long : words;
};

/** The first and the last word of a name, which stand for all of it. */
const endsOf = (parts: readonly string[]): string => [...parts.slice(0, 1), ...parts.slice(-1)].join(' ');

/** An empty allotment. */
export function roleLabels(): RoleLabels {
  const used = { Person: 0, Practitioner: 0, Place: 0, Organisation: 0 };
  const people = new Map<string, Person>();
  const byPart = new Map<string, Person>();
  const bodies = new Map<string, string>();
  const next = (role: keyof typeof used): string => `[${role} ${String((used[role] += 1))}]`;

  const resolve = (parts: readonly string[], sex: 'F' | 'M' | undefined): Person | undefined => {
    const byWord = parts.map((part) => byPart.get(part));
    const candidates = [
      people.get(parts.join(' ')),
      people.get(endsOf(parts)),
      ...byWord.filter((person) => parts.length === 1 || person?.single),
    ];
    return candidates.find((person) => person && !(sex && person.sex && sex !== person.sex));
  };

  const labelled = (role: 'Place' | 'Organisation', name: string): string => {
    const folded = `${role} ${partsOf(name).join(' ')}`;
    const label = bodies.get(folded) ?? next(role);
    bodies.set(folded, label);
    return label;
  };
  return {
    person(name, { practitioner = false, sex } = {}) {
      const parts = partsOf(name);
      const met = resolve(parts, sex);
      const person = met ?? {
        label: next(practitioner ? 'Practitioner' : 'Person'),
        sex,
        single: true,
      };
      if (parts.length > 1) person.single = false;
      people.set(parts.join(' '), person);
      people.set(endsOf(parts), person);
      for (const part of parts) if (part.length > 2 && !byPart.has(part)) byPart.set(part, person);
      return person.label;
    },
    place: (name) => labelled('Place', name),
    organisation: (name) => labelled('Organisation', name),
    reserve(text) {
      for (const [, role, number] of text.matchAll(PRINTED)) {
        const printed = role as keyof typeof used;
        used[printed] = Math.max(used[printed], Number(number));
      }
    },
    known: (word) => byPart.get(partsOf(word)[0] ?? '')?.label,
  };
}
