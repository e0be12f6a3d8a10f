import { identifierForms, namedParts, type KnownPerson } from '../known-identifiers';
import type { KnownKind } from '../identifier-matcher';
import { trieOf, wordsOf } from '../identifier-trie';
import { initialsIn, initialsOf } from './initials';
import { LABELS, type LabelledSpan } from './kinds';
import { misspellings } from './misspellings';

/** A person of the review, as texts may name them. */
export interface TextPerson extends KnownPerson {
  /** The role that is printed instead: `Child A`, `Mother`, `Practitioner 3`. Never a name. */
  readonly label: string;
  /** Telephone numbers, e-mail addresses, numbers and handles of theirs, in any spelling. */
  readonly contacts?: readonly string[];
}

/** Finds what is known of the review's people in a text, also misspelt. Build one per operation: it holds personal data. */
export interface KnownInText {
  /** The labels it prints for names, with their brackets. */
  readonly labels: readonly string[];
  /** The longest matches from left to right. */
  find(text: string): readonly (LabelledSpan & { readonly exact: boolean })[];
}

interface Meaning {
  readonly kind: KnownKind | 'CONTACT';
  readonly label: string;
}

/** Begins the label of somebody whom nothing may tell from a stranger: it is never printed, and gives way to another's. */
export const UNNAMED = 'Unnamed person';

const isUnnamed = ({ label }: Meaning): boolean => label.startsWith(`[${UNNAMED} `);

/** Stands for so many people of the review that their roles would say nothing. */
const SEVERAL = '[Person of this review]';

const asLabel = (label: string): string => `[${label}]`;

/** A name that several people of the review have is printed with both roles, or with none where they are more. */
function either(one: Meaning, other: Meaning): Meaning {
  if (one.label === SEVERAL || one.kind !== 'NAME' || other.kind !== 'NAME') return one;
  if (isUnnamed(one) || isUnnamed(other)) return isUnnamed(one) ? other : one;
  const labels = new Set([
    ...one.label.slice(1, -1).split(' or '),
    ...other.label.slice(1, -1).split(' or '),
  ]);
  return {
    kind: 'NAME',
    label: labels.size > 2 ? SEVERAL : asLabel([...labels].join(' or ')),
  };
}

function* formsOf(person: TextPerson): Generator<readonly [string, Meaning]> {
  for (const { form, kind } of identifierForms(person))
    yield [form, { kind, label: kind === 'NAME' ? asLabel(person.label) : LABELS[kind] }];
  for (const contact of person.contacts ?? []) yield [contact, { kind: 'CONTACT', label: LABELS.CONTACT }];
  for (const { postcode } of person.addresses ?? []) {
    const compact = (postcode ?? '').replace(/\s/gu, '');
    if (compact.length <= 4) continue;
    // Its halves, where a line break or words stand between them.
    for (const half of [compact.slice(0, -3), compact.slice(-3)])
      yield [half, { kind: 'POSTCODE', label: LABELS.POSTCODE }];
  }
}

/** Words of their own that others may misspell: not the short forms, which are guesses already. */
const misspeltWords = (person: TextPerson): readonly string[] => [
  ...person.names.flatMap(namedParts).flatMap(wordsOf),
  ...identifierForms(person)
    .filter(({ kind }) => kind !== 'NAME')
    .flatMap(({ form }) => wordsOf(form)),
];

/** A finder of what is known of those people: names, dates of birth, addresses, contacts, as they may be written. */
export function knownInText(people: readonly TextPerson[]): KnownInText {
  const forms = people.flatMap((person) => [...formsOf(person)]);
  const trie = trieOf(forms, either);
  const meant = misspellings(people.flatMap(misspeltWords));
  const initials = initialsOf(people.map(({ names, label }) => ({ names, label: asLabel(label) })));
  const labels = new Set([SEVERAL, ...forms.map(([, { label }]) => label)]);
  for (const { label: one } of people)
    for (const { label: other } of people) labels.add(asLabel(`${one} or ${other}`));
  return {
    labels: [...labels],
    find(text) {
      const found = trie.find(text, { accepts: () => true, meant });
      return [
        ...found.map(({ start, end, exact, value }) => ({ start, end, exact, ...value })),
        ...initialsIn(text, initials),
      ];
    },
  };
}
