import { LRUCache } from 'lru-cache';

import type { AgencyId } from '../../domain/ids';
import type { LevelTable } from '../../domain/ladder';
import type { Purpose } from '../../domain/purpose';
import { pseudonymsFor, type Pseudonyms } from '../../pseudonyms';
import { generalisersOf, type Generalisers } from '../../pseudonyms/generalise/generaliser';
import type { SaltScope, SubjectIdentity } from '../../reviews';
import type { Scanners } from './copy';
import { sealingOf, type Recipient, type Sealing } from './flags';
import { identifierMatcher, type IdentifierMatcher } from './identifier-matcher';
import { knownIdentifiers } from './known-identifiers';
import { rememberedGeneralisers } from './remembered-generalisers';
import type { Scanner } from './scan';
import type { TextDesk } from './text';
import { sameParties, type NamedParty } from './text/people';

/** Scanners and desks of one review that are kept; each serves one recipient's view of it. */
const KEPT_SCANNERS = 64;
const KEPT_DESKS = 16;

/** Whose pseudonyms, for what; the salts are those that the register has for the operation's agencies. */
interface PseudonymScope {
  readonly reviewKey: Buffer;
  readonly purpose: Purpose;
  readonly salts: ReadonlyMap<SaltScope, Buffer>;
}

/** All that a desk depends on beside what the register holds: who asks, for what, and whom the records name. */
export interface DeskQuestion {
  readonly purpose: Purpose;
  readonly standing: string;
  readonly agency: AgencyId;
  readonly parties: readonly NamedParty[];
}

const isSameQuestion = (one: DeskQuestion, other: DeskQuestion): boolean =>
  one.purpose === other.purpose &&
  one.standing === other.standing &&
  one.agency === other.agency &&
  sameParties(one.parties, other.parties);

/** A desk, and what of the register it was made from. */
interface KeptDesk {
  readonly desk: TextDesk;
  readonly made: readonly object[];
}

interface KeptGeneralisers {
  readonly levels: LevelTable;
  readonly indexEventOn: string | null;
  readonly generalisers: Generalisers;
}

interface KeptPseudonyms {
  readonly reviewKey: Buffer;
  readonly pseudonyms: Pseudonyms;
}

/**
 * What is made from the people of a review and serves every answer while they are the same: matchers, scanners, text
 * desks, pseudonyms. It holds personal data, and goes when the register lets go of these people: at the first change of
 * the review, or a minute after the last request for it.
 */
export class ReviewMemory {
  readonly known: IdentifierMatcher;
  readonly #people: readonly SubjectIdentity[];
  readonly #sealings = new Map<boolean, Sealing | null>();
  readonly #scanners = new LRUCache<string, Scanner>({ max: KEPT_SCANNERS });
  /** The one that served last comes first. */
  #desks: readonly (KeptDesk & { readonly question: DeskQuestion })[] = [];
  #generalisers: KeptGeneralisers | undefined;
  readonly #pseudonyms = new WeakMap<ReadonlyMap<SaltScope, Buffer>, Map<Purpose, KeptPseudonyms>>();

  constructor(people: readonly SubjectIdentity[]) {
    this.#people = people;
    this.known = identifierMatcher(knownIdentifiers(people.map((one) => ({ ...one, names: [one.name] }))));
  }

  sealing(recipient: Recipient): Sealing | null {
    const known = this.#sealings.get(recipient.isCoordinator);
    if (known !== undefined) return known;
    const sealing = sealingOf(this.#people, recipient);
    this.#sealings.set(recipient.isCoordinator, sealing);
    return sealing;
  }

  /** The scanners for one recipient. */
  scanners({ isCoordinator }: Recipient): Scanners {
    return ({ names, permits }, make) => {
      const slot = JSON.stringify([isCoordinator, [...permits], names]);
      const scanner = this.#scanners.get(slot) ?? make();
      this.#scanners.set(slot, scanner);
      return scanner;
    };
  }

  /** The desk for one question, if everything that it was made from is still the same. */
  desk(question: DeskQuestion, made: readonly object[]): TextDesk | undefined {
    const kept = this.#desks.find((one) => isSameQuestion(one.question, question));
    return kept?.made.every((one, at) => one === made[at]) ? kept.desk : undefined;
  }

  keepDesk(question: DeskQuestion, kept: KeptDesk): void {
    if (this.#desks[0]?.desk === kept.desk) return;
    this.dropDesk(question);
    this.#desks = [{ question, ...kept }, ...this.#desks].slice(0, KEPT_DESKS);
  }

  /** A desk that has allotted labels is of no further use: what it was made from has changed. */
  dropDesk(question: DeskQuestion): void {
    this.#desks = this.#desks.filter((one) => !isSameQuestion(one.question, question));
  }

  /** By the levels of a policy pack, counting from the review's index event, an ISO 8601 date. */
  generalisers(levels: LevelTable, indexEventOn: string | null): Generalisers {
    const kept = this.#generalisers;
    if (kept?.levels === levels && kept.indexEventOn === indexEventOn) return kept.generalisers;
    const generalisers = rememberedGeneralisers(generalisersOf(levels, indexEventOn));
    this.#generalisers = { levels, indexEventOn, generalisers };
    return generalisers;
  }

  pseudonyms({ reviewKey, purpose, salts }: PseudonymScope): Pseudonyms {
    const byPurpose = this.#pseudonyms.get(salts) ?? new Map<Purpose, KeptPseudonyms>();
    this.#pseudonyms.set(salts, byPurpose);
    const kept = byPurpose.get(purpose);
    if (kept?.reviewKey.equals(reviewKey)) return kept.pseudonyms;
    const pseudonyms = pseudonymsFor({ reviewKey, purpose, salts: agencySalts(salts) });
    byPurpose.set(purpose, { reviewKey, pseudonyms });
    return pseudonyms;
  }
}

const agencySalts = (salts: ReadonlyMap<SaltScope, Buffer>): ReadonlyMap<AgencyId, Buffer> =>
  new Map(
    [...salts].flatMap(([scope, salt]) =>
      scope.startsWith('agency:') ? [[scope.slice('agency:'.length) as AgencyId, salt] as const] : [],
    ),
  );

const memories = new WeakMap<readonly SubjectIdentity[], ReviewMemory>();

/** The memory of those people: the same as long as the register gives the same list. */
export function memoryOf(people: readonly SubjectIdentity[]): ReviewMemory {
  const memory = memories.get(people) ?? new ReviewMemory(people);
  memories.set(people, memory);
  return memory;
}
