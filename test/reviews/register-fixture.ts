import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuditLog, type AuditLog, type StoredEvent } from '../../src/audit';
import type { AgencyId, PackKey, PartnershipId, ReviewId, SubjectId } from '../../src/domain/ids';
import type { ContactOutcome, ReviewState } from '../../src/domain/review';
import type { Role } from '../../src/domain/standing';
import { contactSetCipher, openKeyStore } from '../../src/pseudonyms';
import { openRegister, type Actor, type ContactCheckId, type Register } from '../../src/reviews';
import type { Store } from '../../src/store';
import { randomness, steppingClock } from '../audit/drafts';
import type { StoreKind } from '../store/each-store';

export const UNIT = 'unit' as AgencyId;
export const TRUST = 'trust' as AgencyId;
export const HOUSING = 'housing' as AgencyId;
export const POLICE = 'police' as AgencyId;
export const OTHER_UNIT = 'other-unit' as AgencyId;
export const PARTNERSHIP = 'northshire' as PartnershipId;

export const IDENTITY = {
  name: 'Tamsin Ferrybridge-Oakes',
  dateOfBirth: '2015-07',
  addresses: [
    { lines: ['3 Larkspur Yard', 'Nettlecombe'], postcode: 'ZZ9 4RT', from: '2019', to: null, kind: 'home' },
  ],
} as const;

export const ABSENT = '0190a2b4-0000-7000-8000-00000000dead';

/** A user of an agency. */
export const actor = (agency: AgencyId, ...roles: Role[]): Actor => ({
  user: `user-of-${agency}` as Actor['user'],
  agency,
  roles,
  requestId: `request-${randomUUID()}`,
  operation: { name: 'Test', hash: null },
});

export const coordinator = (): Actor => actor(UNIT, 'COORDINATOR');
export const contact = (agency: AgencyId): Actor => actor(agency, 'AGENCY_CONTACT');

/** A key that has not been used. */
export const fresh = (): { readonly idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

/** A register over a real store, real keys and a real audit log, with its agencies. */
export class Fixture {
  #opened = 0;

  private constructor(
    readonly store: Store,
    readonly audit: AuditLog,
    readonly register: Register,
    private readonly folder: string,
  ) {}

  static async open({ open }: StoreKind): Promise<Fixture> {
    const folder = await mkdtemp(join(tmpdir(), 'register-'));
    const store = await open();
    const clock = steppingClock();
    const audit = openAuditLog({ db: store.db, clock, randomness });
    const keys = await openKeyStore({ file: join(folder, 'keys.json'), passphrase: null, randomness });
    const cipher = contactSetCipher(keys, randomness);
    const register = openRegister({ store, audit, clock, randomness, cipher });
    for (const id of [UNIT, TRUST, HOUSING, POLICE, OTHER_UNIT])
      await register.saveAgency({ id, name: id, kind: 'TEST', endpointUrl: null });
    const packKey = 'baseline' as PackKey;
    await register.savePartnership({ id: PARTNERSHIP, name: 'N', packKey, coordinatingAgency: UNIT });
    const elsewhere = 'southshire' as PartnershipId;
    await register.savePartnership({ id: elsewhere, name: 'S', packKey, coordinatingAgency: OTHER_UNIT });
    return new Fixture(store, audit, register, folder);
  }

  async close(): Promise<void> {
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A new review with one subject. */
  async review(): Promise<{ readonly reviewId: ReviewId; readonly subjectId: SubjectId }> {
    this.#opened += 1;
    const reference = `CSPR-${this.#opened}`;
    const { reviewId } = await this.register.openReview(coordinator(), {
      ...fresh(),
      type: 'RAPID_REVIEW',
      reference,
    });
    const { subjectId } = await this.addSubject(reviewId);
    return { reviewId, subjectId };
  }

  addSubject(reviewId: ReviewId): ReturnType<Register['addSubject']> {
    const input = { ...fresh(), reviewId, role: 'INDEX_CHILD', ...IDENTITY, protectedAddress: true } as const;
    return this.register.addSubject(coordinator(), input);
  }

  async send(reviewId: ReviewId, agencyId: AgencyId): Promise<ContactCheckId> {
    const input = { ...fresh(), reviewId, agencyIds: [agencyId] };
    const [id] = (await this.register.sendContactCheck(coordinator(), input)).contactCheckIds;
    if (id === undefined) throw new Error('no contact check');
    return id;
  }

  /** Asks an agency and has it answer. */
  async answer(reviewId: ReviewId, agencyId: AgencyId, outcome: ContactOutcome): Promise<ContactCheckId> {
    const contactCheckId = await this.send(reviewId, agencyId);
    const input = { ...fresh(), contactCheckId, outcome, searchedScope: 'all systems', records: [] };
    await this.register.answerContactCheck(contact(agencyId), input);
    return contactCheckId;
  }

  async advance(reviewId: ReviewId, ...states: ReviewState[]): Promise<void> {
    for (const to of states) await this.register.advanceReview(coordinator(), { ...fresh(), reviewId, to });
  }

  /** The last event of the audit log, and how many there are. */
  async lastEvent(): Promise<{ readonly count: number; readonly last: StoredEvent | undefined }> {
    const { events } = await this.audit.page({}, { first: 100_000 });
    return { count: events.length, last: events.at(-1) };
  }
}
