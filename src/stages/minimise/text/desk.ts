import type { AgencyId, RecordHandle } from '../../../domain/ids';
import type { Purpose } from '../../../domain/purpose';
import { derivePseudonym, saltedKey } from '../../../pseudonyms';
import type { RoleLabel, SubjectIdentity } from '../../../reviews';
import { tokensOf } from '../identifier-trie';
import { allotment, type Allotment } from './allotment';
import { deidentify, type Deidentified } from './deidentify';
import { fingerprintsFor, type Fingerprints } from './fingerprints';
import type { LabelledSpan } from './kinds';
import { knownInText, type KnownInText } from './known-in-text';
import { nameHidden, peopleOf, type NamedParty } from './people';
import { remembered } from './remembered';
import type { ResidualRisk } from './residual-risk';

/** Where a text stands. */
export interface TextPlace {
  readonly agency: AgencyId;
  /** The agency's own handle of the entry; null where it gave none, and then no release can name the text. */
  readonly entry: RecordHandle | null;
  /** Which text of the entry, such as `narrative`. */
  readonly part: string;
}

/** A de-identified text, and whether it may leave for this recipient. */
export interface DeskText {
  /** Null where nobody has released it and the recipient neither contributed it nor coordinates the review. */
  readonly text: string | null;
  /** Names the text to the person who releases it; another word in it, and it is another text. */
  readonly textId: string;
  readonly released: boolean;
  readonly risk: ResidualRisk;
}

/** De-identifies the texts of one operation. It holds personal data and goes with the operation. */
export interface TextDesk {
  /**
   * What a person told: it leaves for those who may read it unreleased, and for others once a person released it. Null
   * where it cannot leave, since nothing of that agency is released; it is not looked at then.
   */
  narrative(text: string, place: TextPlace): DeskText | null;
  /** A term in the words of a code list or a form: known people under their roles. */
  term(text: string): string;
  /** Labels that are new, to be written down before anything leaves. */
  added(): readonly RoleLabel[];
}

/** What the texts of one operation are de-identified with. */
export interface TextDeskOptions {
  readonly reviewKey: Buffer;
  /** The review's salt of the scope `labels`. */
  readonly salt: Buffer;
  readonly purpose: Purpose;
  /** What the review has allotted so far. */
  readonly held: readonly RoleLabel[];
  readonly identities: readonly SubjectIdentity[];
  readonly parties: readonly NamedParty[];
  readonly kindOf: (agency: AgencyId) => string | undefined;
  /** Whether this recipient reads that agency's texts without their being released. */
  readonly readsUnreleased: (agency: AgencyId) => boolean;
  /** The ids of each agency's texts whose release holds. */
  readonly released: ReadonlyMap<AgencyId, ReadonlySet<string>>;
}

/** Characters of a text worth remembering, and how many texts are. */
const SHORT = 80;
const REMEMBERED = 2_000;

/** A desk for the texts of one operation. */
export function textDesk(options: TextDeskOptions): TextDesk {
  const { reviewKey, salt, purpose, readsUnreleased, released } = options;
  const fingerprints = fingerprintsFor({ reviewKey, salt });
  const allotted = allotment(options.held, fingerprints);
  const { mask, others } = maskingOf(options, { fingerprints, allotted });
  const idKey = saltedKey(reviewKey, salt, `text|${purpose}`);
  const terms = new Map<string, string>();
  /** What was masked once is masked again, also where the record that named the person is not at hand. */
  const remember = (text: string, spans: readonly LabelledSpan[]): void => {
    for (const { kind, label, start, end } of spans) {
      if (kind !== 'NAME' || !others.has(label)) continue;
      const words = tokensOf(text.slice(start, end)).map(({ word }) => word);
      allotted.alias(fingerprints.name(words), label.slice(1, -1));
    }
  };

  const notes = new Map<string, Deidentified>();
  const read = (text: string): Deidentified => {
    const before = notes.get(text);
    if (before) return before;
    const done = mask(text, 'NAMES');
    remember(text, done.spans);
    if (notes.size >= REMEMBERED) notes.clear();
    // A text in which a name was found may show that name in another one; it is read again.
    if (text.length <= SHORT && done.spans.length === 0) notes.set(text, done);
    return done;
  };

  return {
    narrative(text, { agency, entry, part }) {
      const releasedOf = entry === null ? undefined : released.get(agency);
      const readsAll = readsUnreleased(agency);
      if (!releasedOf && !readsAll) return null;
      const done = read(text);
      const textId = derivePseudonym(idKey, 'text', JSON.stringify([agency, entry, part, done.text]));
      const isReleased = releasedOf?.has(textId) === true;
      return {
        text: isReleased || readsAll ? done.text : null,
        textId,
        released: isReleased,
        risk: done.residualRisk,
      };
    },
    term(text) {
      const masked = terms.get(text);
      if (masked !== undefined) return masked;
      const done = mask(text, 'KNOWN').text;
      if (terms.size >= REMEMBERED) terms.clear();
      if (text.length <= SHORT) terms.set(text, done);
      return done;
    },
    added: allotted.added,
  };
}

interface Labelling {
  readonly fingerprints: Fingerprints;
  readonly allotted: Allotment;
}

/** What masks the texts of an operation, and the labels, in brackets, of the people who are no subjects. */
interface Masking {
  readonly others: ReadonlySet<string>;
  readonly mask: (text: string, level: 'NAMES' | 'KNOWN') => Deidentified;
}

/** Masks a text; whom it names though they are hidden has a label from then on, like a stranger, and it is masked anew. */
function maskingOf(options: TextDeskOptions, { fingerprints, allotted }: Labelling): Masking {
  const { identities, parties, held, kindOf } = options;
  const who = { fingerprints, allotment: allotted, kindOf };
  const recall = remembered(held, fingerprints);
  const people = peopleOf(identities, parties, who);
  let known = together(knownInText(people), recall);
  return {
    others: new Set(people.slice(identities.length).map(({ label }) => `[${label}]`)),
    mask(text, level) {
      const masked = (): Deidentified => deidentify(text, { known, level, roles: allotted.roles });
      const done = masked();
      if (!nameHidden(new Set(done.spans.map(({ label }) => label)), identities, who)) return done;
      known = together(knownInText(peopleOf(identities, parties, who)), recall);
      return masked();
    },
  };
}

const together = (people: KnownInText, names: Pick<KnownInText, 'labels' | 'find'>): KnownInText => ({
  labels: [...people.labels, ...names.labels],
  find: (text) => [...people.find(text), ...names.find(text)],
});
