import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { RecordCategory } from '../../../src/domain/data-category';
import { NO_FIELDS } from '../../../src/domain/field-tree';
import type { AgencyId, AuditEventId, RecordHandle, SubjectId } from '../../../src/domain/ids';
import { STANDARD_LEVELS } from '../../../src/domain/ladder';
import type { Purpose } from '../../../src/domain/purpose';
import type { Standing } from '../../../src/domain/standing';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
import type { ReleasedText, RoleLabel, SaltScope, SubjectIdentity } from '../../../src/reviews';
import type { Collected, RawReturn } from '../../../src/stages/collect';
import type { Decided } from '../../../src/stages/decide';
import type { ViewerIdentity } from '../../../src/stages/identify/viewer-identity';
import type { MinimiseDependencies } from '../../../src/stages/minimise';
import type { AgencyPlan, Planned, SourcePlan } from '../../../src/stages/plan';
import { NOW, principal, REVIEW } from '../decide/register-of-facts';
import { only, outcomesOf } from './support';

export const OWN = 'agency-own' as AgencyId;
export const TRUST = 'nhs-trust' as AgencyId;
export const POLICE = 'police' as AgencyId;
export const EVENT = 'event-1' as AuditEventId;

/** Somebody of the review, with an address that they left and one where they live. */
export const person = (id: string, ...flags: readonly SubjectFlag[]): SubjectIdentity => ({
  ...{ subjectId: id as SubjectId, role: 'INDEX_CHILD', position: 1, flags: new Set(flags) },
  ...{ name: `Odo ${id}`, dateOfBirth: '2010-01-02' },
  addresses: [null, '2020-01-01'].map((to) => ({
    ...{ lines: [`1 ${id} Row`], postcode: null, kind: null, from: null, to },
  })),
});

/** What one agency is asked for, every category CLEAR. */
export const planOf = (agency: AgencyId, ...categories: readonly RecordCategory[]): AgencyPlan => ({
  agency,
  outcomes: outcomesOf('CLEAR'),
  fields: new Map([...only(...categories), ['handle', NO_FIELDS] as const]),
  maskingOnly: new Set(),
  records: new Map(),
  period: null,
});

/** What an agency returned. */
export const returnOf = (
  plan: AgencyPlan,
  records: Readonly<Record<string, Omit<AgencyRecord, 'handle'>>>,
  some: Partial<RawReturn> = {},
): RawReturn => ({
  ...{ plan, status: 'OK', retrievedAt: NOW, exchange: null, keptFrom: null },
  records: new Map(
    Object.entries(records).map(([id, record]) => [
      id as SubjectId,
      { handle: `record-${id}` as RecordHandle, ...record },
    ]),
  ),
  ...some,
});

/** An operation as the stages before left it. */
export interface Operation {
  readonly purpose?: Purpose;
  readonly standing?: Standing;
  readonly permitsAnything?: boolean;
  readonly self?: ViewerIdentity | null;
  /** Whom an approved re-identification names. */
  readonly approved?: readonly string[];
  readonly previousAddresses?: boolean;
  readonly returns?: readonly RawReturn[];
  /** Agencies that are asked beside those that returned something. */
  readonly asked?: readonly AgencyPlan[];
  readonly contactChecks?: boolean;
  readonly register?: SourcePlan;
}

export function collectedOf(operation: Operation): Collected {
  const { purpose = 'CONTACT_CHECK', standing = 'WIDER', permitsAnything = true, self = null } = operation;
  const { returns = [], asked = [], contactChecks = false, approved } = operation;
  const { register = planOf(OWN, 'name', 'addresses', 'health') } = operation;
  const switches = { previousAddressesInContactCheck: operation.previousAddresses ?? false };
  const decided = {
    ...{ review: REVIEW, standing, permitsAnything },
    declared: { principal: principal({ agency: OWN, self }), reviewId: REVIEW.id, purpose },
    approved: approved ? { subjects: new Set(approved) } : null,
    pack: { levels: STANDARD_LEVELS, switches },
  } as Decided;
  const agencies: Planned['agencies'] = [...returns.map(({ plan }) => plan), ...asked];
  const disclosure: Planned['disclosure'] = [];
  const planned = { decided, register, agencies, contactChecks, disclosure } as Planned;
  return { planned, event: EVENT, returns } as Collected;
}

type Register = MinimiseDependencies['register'];

/** A register in memory, and what was asked of it and of the keys, in order. */
export class OwnRegister implements Register {
  readonly asked: string[] = [];
  readonly labels: RoleLabel[] = [];
  people: readonly SubjectIdentity[] = [person('a')];
  releases: readonly ReleasedText[] = [];
  known: Awaited<ReturnType<Register['agencies']>> = [];
  checks: Awaited<ReturnType<Register['contactChecks']>> = [];
  #held: readonly RoleLabel[] = [];

  contactSet(): Promise<readonly SubjectIdentity[]> {
    return Promise.resolve(this.people);
  }

  contactChecks(): Promise<typeof this.checks> {
    this.asked.push('contact checks');
    return Promise.resolve(this.checks);
  }

  salts(_review: string, scopes: readonly SaltScope[]): Promise<ReadonlyMap<SaltScope, Buffer>> {
    this.asked.push(...scopes);
    return Promise.resolve(new Map(scopes.map((scope, at) => [scope, Buffer.alloc(32, at + 1)])));
  }

  /** The very same list until a label is added, as the register gives it. */
  roleLabels(): Promise<readonly RoleLabel[]> {
    this.asked.push('role labels');
    if (this.#held.length !== this.labels.length) this.#held = [...this.labels];
    return Promise.resolve(this.#held);
  }

  allotRoleLabels(_review: string, labels: readonly RoleLabel[]): Promise<void> {
    this.labels.push(...labels);
    return Promise.resolve();
  }

  releasedTexts(): Promise<readonly ReleasedText[]> {
    return Promise.resolve(this.releases);
  }

  agencies(): Promise<typeof this.known> {
    return Promise.resolve(this.known);
  }
}

/** The stage's dependencies over a register; the review has a key unless told otherwise. */
export const dependenciesOf = (
  register: OwnRegister,
  key: Buffer | undefined = Buffer.alloc(32, 2),
): MinimiseDependencies => ({
  register,
  keys: {
    reviewKey: () => {
      register.asked.push('key');
      return Promise.resolve(key);
    },
  },
});
