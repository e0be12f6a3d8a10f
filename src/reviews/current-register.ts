import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { ReviewId } from '../domain/ids';
import type { Database } from '../store';
import type { Register } from './register';
import { Revisions } from './revisions';

/** What one answer reads of the register. */
export type AnswerRegister = Pick<
  Register,
  | 'review'
  | 'partnership'
  | 'standingOf'
  | 'standings'
  | 'contactChecks'
  | 'contactSet'
  | 'subjects'
  | 'recordLinks'
  | 'recordedConditions'
  | 'hasAcknowledged'
  | 'agencies'
  | 'agency'
  | 'offers'
  | 'salts'
  | 'roleLabels'
  | 'allotRoleLabels'
  | 'releasedTexts'
>;

/** The register as it is now, for one review. */
export interface CurrentRegister {
  /**
   * What has been read of the review, as long as nothing of it has changed; every call looks whether it has. So a change
   * takes effect on the next request, whichever replica made it.
   *
   * @throws GatewayError STORE_UNAVAILABLE
   */
  of(reviewId: ReviewId): Promise<AnswerRegister>;
}

/** Reviews kept at most, and milliseconds since the last request for one: it holds the people of the contact set. */
const KEPT = 200;
const KEPT_MS = 60_000;

/** Questions of one kind kept for one review. */
const KEPT_EACH = 256;

interface Known {
  readonly revision: string;
  readonly register: AnswerRegister;
}

/** Keeps what answers read of each review while it holds. */
export function openCurrentRegister(register: Register, db: Kysely<Database>): CurrentRegister {
  const revisions = new Revisions(db);
  const known = new LRUCache<ReviewId, Known>({ max: KEPT, ttl: KEPT_MS, updateAgeOnGet: true });
  return Object.freeze({
    of: async (reviewId: ReviewId) => {
      // The count is read before the data, so that data which are newer than it are read again, and never older ones kept.
      const revision = await revisions.of(reviewId);
      const held = known.get(reviewId);
      if (held?.revision === revision) return held.register;
      const read = { revision, register: readOnce(register, reviewId) };
      known.set(reviewId, read);
      return read.register;
    },
  });
}

/** Remembers answers by their question; not the failed ones. */
class Answers {
  readonly #answers = new LRUCache<string, Promise<unknown>>({ max: KEPT_EACH });

  get<Answer>(question: string, read: () => Promise<Answer>): Promise<Answer> {
    const answered = this.#answers.get(question);
    if (answered) return answered as Promise<Answer>;
    const answer = read();
    this.#answers.set(question, answer);
    answer.catch(() => this.forget(question));
    return answer;
  }

  forget(question: string): void {
    this.#answers.delete(question);
  }
}

/** The register for one review: every question about it is put to the database once. */
function readOnce(register: Register, of: ReviewId): AnswerRegister {
  const answers = new Answers();
  const once =
    <Answer>(name: string, read: (id: ReviewId) => Promise<Answer>) =>
    (id: ReviewId): Promise<Answer> =>
      id === of ? answers.get(name, () => read(id)) : read(id);
  return Object.freeze({
    review: once('review', (id) => register.review(id)),
    standings: once('standings', (id) => register.standings(id)),
    contactSet: once('contactSet', (id) => register.contactSet(id)),
    subjects: once('subjects', (id) => register.subjects(id)),
    recordLinks: once('recordLinks', (id) => register.recordLinks(id)),
    recordedConditions: once('recordedConditions', (id) => register.recordedConditions(id)),
    releasedTexts: once('releasedTexts', (id) => register.releasedTexts(id)),
    roleLabels: once('roleLabels', (id) => register.roleLabels(id)),
    agencies: () => answers.get('agencies', () => register.agencies()),
    offers: () => answers.get('offers', () => register.offers()),
    partnership: (id) => answers.get(`partnership ${id}`, () => register.partnership(id)),
    agency: (id) => answers.get(`agency ${id}`, () => register.agency(id)),
    standingOf: (id, agency) =>
      id === of
        ? answers.get(`standing ${agency}`, () => register.standingOf(id, agency))
        : register.standingOf(id, agency),
    contactChecks: (filter) =>
      filter.reviewId === of && filter.state === undefined
        ? answers.get(`checks ${filter.agencyId ?? ''}`, () => register.contactChecks(filter))
        : register.contactChecks(filter),
    salts: (id, scopes) =>
      id === of
        ? answers.get(`salts ${JSON.stringify(scopes)}`, () => register.salts(id, scopes))
        : register.salts(id, scopes),
    hasAcknowledged: async (use) => {
      const question = `acknowledged ${JSON.stringify(use)}`;
      const acknowledged = await answers.get(question, () => register.hasAcknowledged(use));
      // What was acknowledged stays so; what was not may be at any moment.
      if (!acknowledged) answers.forget(question);
      return acknowledged;
    },
    allotRoleLabels: async (id, labels) => {
      await register.allotRoleLabels(id, labels);
      answers.forget('roleLabels');
    },
  } satisfies AnswerRegister);
}
