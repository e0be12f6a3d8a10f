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
    .map((word) => fold(word.replace(/['\u2019]s?$/u, '')).replace(/[^\p{L}-]/gu, ''));
  const long = words.filter((word) => word.length > 1);
  return long.length > 0 ? long : words;
};

/** An empty allotment. */
export function roleLabels(): RoleLabels {
  const used = { Person: 0, Practitioner: 0, Place: 0, Organisation: 0 };
  const people = new Map<string, Person>();
  const byPart = new Map<string, Person>();
  const bodies = new Map<string, string>();
  const next = (role: keyof typeof used): string => `[${role} ${String((used[role] += 1))}]`;

  const resolve = (parts: readonly string[], sex: 'F' | 'M' | undefined): Person | undefined => {
    const candidates = [
      people.get(parts.join(' ')),
      parts.length === 1 ? byPart.get(parts[0] ?? '') : undefined,
      ...(parts.length > 1
        ? [
            people.get(`${parts[0] ?? ''} ${parts.at(-1) ?? ''}`),
            ...parts.map((part) => single(byPart.get(part))),
          ]
        : []),
    ];
    return candidates.find((person) => person && !(sex && person.sex && sex !== person.sex));
  };

  const labelled = (role: 'Place' | 'Organisation', name: string): string => {
    const folded = `${role} ${partsOf(name).join(' ')}`;
    const label = bodies.get(folded) ?? next(role);
    bodies.set(folded, label);
    return label;
  };
  const isRole = (role: string | undefined): role is keyof typeof used =>
    role !== undefined && Object.hasOwn(used, role);

  return {
    person(name, { practitioner = false, sex } = {}) {
      const parts = partsOf(name);
      const met = resolve(parts, sex);
      const person = met ?? {
        label: next(practitioner ? 'Practitioner' : 'Person'),
        sex,
        single: parts.length === 1,
      };
      if (parts.length > 1) person.single = false;
      people.set(parts.join(' '), person);
      if (parts.length > 2) people.set(`${parts[0] ?? ''} ${parts.at(-1) ?? ''}`, person);
      for (const part of parts) if (part.length > 2 && !byPart.has(part)) byPart.set(part, person);
      return person.label;
    },
    place: (name) => labelled('Place', name),
    organisation: (name) => labelled('Organisation', name),
    reserve(text) {
      for (const [, role, number] of text.matchAll(PRINTED))
        if (isRole(role)) used[role] = Math.max(used[role], Number(number));
    },
    known: (word) => byPart.get(partsOf(word)[0] ?? '')?.label,
  };
}

const single = (person: Person | undefined): Person | undefined => (person?.single ? person : undefined);
