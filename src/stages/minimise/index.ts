import type { AgencyRecord } from '../../domain/agency-source';
import type { FieldTree } from '../../domain/field-tree';
import type { AgencyId, AuditEventId, ReviewId, SubjectId } from '../../domain/ids';
import type { AgencyStatus, ContactCheckState, ContactOutcome, SubjectRole } from '../../domain/review';
import type { Exchange } from '../../grants';
import { isListed } from '../../domain/subject-flag';
import { GatewayError } from '../../errors/gateway-error';
import type { Generalisers } from '../../pseudonyms/generalise/generaliser';
import type { KeyStore, Pseudonyms } from '../../pseudonyms';
import type { SaltScope, SubjectIdentity } from '../../reviews';
import type { Collected, RawReturn } from '../collect';
import type { Planned, SourcePlan } from '../plan';
import { checkingOnce, type Checked } from './check';
import { copyRecord, type CopiedRecord, type Scanners } from './copy';
import { flaggedOutcomes, type Recipient, type Sealing } from './flags';
import type { IdentifierMatcher } from './identifier-matcher';
import { memoryOf } from './memory';
import type { ReleasedRecord } from './released';
import { officialHits, type ScanHit } from './scan';
import { withDesk, type TextRegister } from './review-texts';
import type { TextDesk } from './text';
import { viewerMatches, type ViewerMatch } from './viewer-match';

export type { ReleasedRecord } from './released';

declare const minimised: unique symbol;

/** A subject with what the register's contact-check set releases of them. */
export interface MinimisedSubject {
  readonly id: SubjectId;
  /** The subject's pseudonym for this review and purpose, by which the audit record names them. */
  readonly pseudonym: string;
  /** The pseudonym as this recipient reads it: in a contact check, another one for each agency. */
  readonly ref: string;
  readonly role: SubjectRole;
  readonly released: ReleasedRecord;
  /** What the user who asks has in common with the person. */
  readonly viewerMatches: readonly ViewerMatch[];
}

/** One agency's return with what the plan releases of each record. */
export interface MinimisedReturn {
  readonly agency: AgencyId;
  readonly status: AgencyStatus;
  readonly retrievedAt: Date;
  readonly records: ReadonlyMap<SubjectId, ReleasedRecord>;
  /** Names of contract fields that the agency sent though not asked. */
  readonly surplus: readonly string[];
  /** How many statements it sent from outside the period that it was asked for; they are not released. */
  readonly outside: number;
  /** How many official numbers were masked in what it sent, by kind; none of them left. */
  readonly masked: readonly ScanHit[];
  /** What passed between the gateway and the agency; null where it was not asked. */
  readonly exchange: Exchange | null;
  /** The audit event that the agency's answer was first asked for, where it had been kept. */
  readonly keptFrom: AuditEventId | null;
}

/** An agency's answer to the contact check, as far as the decision releases it. */
export interface MinimisedContactCheck {
  readonly agency: AgencyId;
  readonly state: ContactCheckState;
  readonly outcome: ContactOutcome | null;
  readonly sentAt: Date;
  readonly dueOn: string;
  readonly answeredAt: Date | null;
  readonly isByMachine: boolean;
}

/** What may leave, once it is on record. */
export interface Minimised {
  readonly [minimised]: true;
  readonly planned: Planned;
  /** The audit event that the agencies' grants named. */
  readonly event: AuditEventId;
  readonly subjects: readonly MinimisedSubject[];
  readonly returns: readonly MinimisedReturn[];
  readonly contactChecks: readonly MinimisedContactCheck[] | null;
  /** The identifiers of the review's people, for the last look at what leaves; null where nothing is permitted. */
  readonly known: IdentifierMatcher | null;
}

/** What the stage needs: the review's key, and the register's own set. */
export interface MinimiseDependencies {
  readonly keys: Pick<KeyStore, 'reviewKey'>;
  readonly register: TextRegister & {
    contactSet(reviewId: ReviewId): Promise<readonly SubjectIdentity[]>;
    contactChecks(of: {
      readonly reviewId: ReviewId;
    }): Promise<readonly (Omit<MinimisedContactCheck, 'agency'> & { readonly agencyId: AgencyId })[]>;
  };
}

interface Scope {
  readonly planned: Planned;
  readonly pseudonyms: Pseudonyms;
  readonly known: IdentifierMatcher;
  readonly generalise: Generalisers;
  readonly sealing: Sealing | null;
  readonly recipient: Recipient;
  readonly scanners: Scanners;
  readonly checkedOf: (record: AgencyRecord, fields: FieldTree) => Checked;
  readonly texts?: TextDesk | undefined;
}

/**
 * Builds what may leave by copying what the plan lists, from the register's set and from each agency's return, and never
 * by taking away (architecture, section 2). Where nothing is permitted, not even the subjects' roles are copied.
 *
 * @throws GatewayError `KEY_UNAVAILABLE` without the review's key.
 */
export async function minimise(collected: Collected, dependencies: MinimiseDependencies): Promise<Minimised> {
  const { planned, event, returns } = collected;
  const { review, declared, permitsAnything } = planned.decided;
  const { keys, register } = dependencies;
  if (!permitsAnything)
    return seal({ planned, event, subjects: [], returns: [], contactChecks: null, known: null });
  const reviewKey = await keys.reviewKey(review.id);
  if (!reviewKey) throw new GatewayError('KEY_UNAVAILABLE');
  const everybody = await register.contactSet(review.id);
  const recipient: Recipient = { isCoordinator: planned.decided.standing === 'COORDINATOR' };
  // Whom flags take off the list is on none: there is nothing by which to tell them from nobody.
  const identities = everybody.filter(
    ({ flags, subjectId }) =>
      isListed(flags, recipient) && (planned.decided.approved?.subjects.has(subjectId) ?? true),
  );
  const salts = await register.salts(review.id, saltScopes(planned));
  const memory = memoryOf(everybody);
  const checkedOf = checkingOnce();
  const scope: Scope = {
    planned,
    pseudonyms: memory.pseudonyms({ reviewKey, purpose: declared.purpose, salts }),
    known: memory.known,
    generalise: memory.generalisers(planned.decided.pack.levels, review.indexEventOn),
    sealing: memory.sealing(recipient),
    recipient,
    scanners: memory.scanners(recipient),
    checkedOf,
  };
  const texts = { reviewKey, salts, identities: everybody, register, memory, checkedOf };
  return seal({
    planned,
    event,
    subjects: identities.map((identity) => minimiseIdentity(identity, scope)),
    returns: await withDesk(collected, texts, (desk) =>
      returns.map((part) => minimiseReturn(part, { identities, scope: { ...scope, texts: desk } })),
    ),
    contactChecks: planned.contactChecks ? await answersOf(review.id, register) : null,
    known: scope.known,
  });
}

const agencyScope = (agency: AgencyId): SaltScope => `agency:${agency}`;

/** The salts that an operation needs: of each agency that is asked, of the recipient in a contact check, of the labels. */
function saltScopes({ agencies, decided: { declared } }: Planned): readonly SaltScope[] {
  const handles = agencies.map(({ agency }) => agency);
  const agency = declared.purpose === 'CONTACT_CHECK' ? [declared.principal.agency] : [];
  return [
    ...new Set([...handles, ...agency].map(agencyScope)),
    ...(agencies.length > 0 ? (['labels'] as const) : []),
  ];
}

const seal = (content: Omit<Minimised, typeof minimised>): Minimised => Object.freeze(content) as Minimised;

/** The register holds its identities itself; for the copy it is a source like any other. */
const REGISTER = 'register' as AgencyId;

function minimiseIdentity(identity: SubjectIdentity, scope: Scope): MinimisedSubject {
  const { subjectId, role, name, dateOfBirth } = identity;
  const addresses = addressesOf(identity, scope.planned);
  const record: AgencyRecord = { handle: subjectId, name, dateOfBirth, addresses };
  const plan = scope.planned.register;
  const asked = new Map([...plan.fields].filter(([category]) => category in record));
  const only = Object.fromEntries(
    [...asked.keys()].map((category) => [category, record[category as keyof AgencyRecord]]),
  );
  const copied = copyOne(
    { plan: { ...plan, fields: asked }, record: { ...only, handle: subjectId }, identity, source: REGISTER },
    scope,
  );
  return {
    id: subjectId,
    pseudonym: scope.pseudonyms.subject(subjectId),
    ref: refOf(subjectId, scope),
    role,
    released: copied.released,
    viewerMatches: viewerMatches(scope.planned.decided.declared.principal.self, identity),
  };
}

/** What an agency that answers a contact check reads must not match what another one reads. */
function refOf(subject: SubjectId, { planned: { decided }, pseudonyms, recipient }: Scope): string {
  const { declared } = decided;
  return declared.purpose === 'CONTACT_CHECK' && !recipient.isCoordinator
    ? pseudonyms.contactRef(declared.principal.agency, subject)
    : pseudonyms.subject(subject);
}

/**
 * The addresses of a contact check are the present ones, those without an end; former ones are added only where the data
 * protection officer has decided so (catalogue 2.1, notes, and section 10, question 3).
 */
function addressesOf(
  { addresses }: SubjectIdentity,
  { decided: { declared, pack, standing } }: Planned,
): SubjectIdentity['addresses'] {
  const isContactCheck = declared.purpose === 'CONTACT_CHECK' && standing !== 'COORDINATOR';
  if (!isContactCheck || pack.switches.previousAddressesInContactCheck) return addresses;
  return addresses.filter(({ to }) => to === null);
}

function minimiseReturn(
  { plan, status, retrievedAt, records, exchange, keptFrom }: RawReturn,
  { identities, scope }: { readonly identities: readonly SubjectIdentity[]; readonly scope: Scope },
): MinimisedReturn {
  const released = new Map<SubjectId, ReleasedRecord>();
  const surplus = new Set<string>();
  const masked: ScanHit[] = [];
  let invalid = false;
  let outside = 0;
  for (const identity of identities) {
    const record = records.get(identity.subjectId);
    if (!record) continue;
    const checked = scope.checkedOf(record, plan.fields);
    const copied = copyOne({ plan, record, checked, identity, source: plan.agency }, scope);
    released.set(identity.subjectId, copied.released);
    for (const name of copied.surplus) surplus.add(name);
    invalid ||= copied.invalid.length > 0;
    outside += copied.outside;
    masked.push(...copied.masked);
  }
  const settled = invalid && status === 'OK' ? 'PARTIAL' : status;
  return {
    agency: plan.agency,
    status: settled,
    retrievedAt,
    records: released,
    surplus: [...surplus].sort(),
    outside,
    masked: officialHits(masked),
    exchange,
    keptFrom,
  };
}

interface CopyOne {
  readonly plan: SourcePlan;
  readonly record: AgencyRecord;
  readonly checked?: Checked;
  readonly identity: SubjectIdentity;
  readonly source: AgencyId;
}

function copyOne(
  { plan, record, checked, identity, source }: CopyOne,
  { planned, pseudonyms, known, generalise, sealing, recipient, scanners, texts }: Scope,
): CopiedRecord {
  const { flags, subjectId } = identity;
  const isWithProtected = sealing?.household.has(subjectId) ?? false;
  const outcomes = flaggedOutcomes(plan.outcomes, flags, recipient);
  return copyRecord({
    record,
    checked,
    asked: plan.fields,
    outcomes: isWithProtected ? { ...outcomes, contactDetails: 'WITHHELD' } : outcomes,
    context: {
      agency: source,
      subject: subjectId,
      pseudonyms,
      known,
      generalise,
      scanners,
      ...(sealing && { sealing }),
      ...(texts && { texts }),
    },
    period: planned.period,
    withoutPlaces: isWithProtected,
    maskingOnly: plan.maskingOnly,
  });
}

async function answersOf(
  reviewId: ReviewId,
  register: MinimiseDependencies['register'],
): Promise<readonly MinimisedContactCheck[]> {
  const checks = await register.contactChecks({ reviewId });
  return checks.map(({ agencyId, state, outcome, sentAt, dueOn, answeredAt, isByMachine }) => ({
    agency: agencyId,
    state,
    outcome,
    sentAt,
    dueOn,
    answeredAt,
    isByMachine,
  }));
}
