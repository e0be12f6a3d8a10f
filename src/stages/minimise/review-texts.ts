import type { AgencyRecord } from '../../domain/agency-source';
import type { FieldTree } from '../../domain/field-tree';
import type { AgencyId, ReviewId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { ReleasedText, RoleLabel, SaltScope, SubjectIdentity } from '../../reviews';
import type { Collected } from '../collect';
import type { Planned } from '../plan';
import type { Checked } from './check';
import type { ReviewMemory } from './memory';
import type { TextDesk } from './text';
import { partiesOf, type NamedParty } from './text/people';

/** What the register keeps for the texts of a review. */
export interface TextRegister {
  salts(reviewId: ReviewId, scopes: readonly SaltScope[]): Promise<ReadonlyMap<SaltScope, Buffer>>;
  roleLabels(reviewId: ReviewId): Promise<readonly RoleLabel[]>;
  allotRoleLabels(reviewId: ReviewId, labels: readonly RoleLabel[]): Promise<void>;
  releasedTexts(reviewId: ReviewId): Promise<readonly ReleasedText[]>;
  /** The agencies of the register; their kinds are printed behind practitioners' numbers. */
  agencies(): Promise<readonly { readonly id: AgencyId; readonly kind: string }[]>;
}

/** What the texts of one operation are read with. */
export interface ReviewTexts {
  readonly reviewKey: Buffer;
  readonly salts: ReadonlyMap<SaltScope, Buffer>;
  readonly identities: readonly SubjectIdentity[];
  readonly register: TextRegister;
  readonly memory: ReviewMemory;
  /** What the agencies' records hold against what they were asked for. */
  readonly checkedOf: (record: AgencyRecord, fields: FieldTree) => Checked;
}

/** Labels allotted in one answer may show a name in another text of it; answers of people settle in two rounds. */
const ROUNDS = 6;

const hasTexts = ({ agencies }: Planned): boolean =>
  agencies.some(({ fields }) =>
    [...fields.values()].some(
      (below) => below.has('narrative') || below.has('description') || below.has('addenda'),
    ),
  );

/**
 * Makes an answer with a desk that de-identifies its texts. Every label that it needs is written down before the answer
 * counts: an answer with a label that is new, or that another replica gave to somebody else meanwhile, is made again.
 *
 * @throws GatewayError `STORE_UNAVAILABLE` where labels do not settle.
 */
export async function withDesk<Answer>(
  { planned, returns }: Collected,
  texts: ReviewTexts,
  make: (texts: TextDesk | undefined) => Answer,
): Promise<Answer> {
  const { salts, register, memory, checkedOf } = texts;
  const { review } = planned.decided;
  const salt = salts.get('labels');
  if (!hasTexts(planned) || !salt) return make(undefined);
  const parties = returns.flatMap(({ plan, records }) =>
    [...records.values()].flatMap((record) => partiesOf(checkedOf(record, plan.fields).checked, plan.agency)),
  );
  const { declared, standing } = planned.decided;
  const question = { purpose: declared.purpose, standing, agency: declared.principal.agency, parties };
  const [releases, agencies] = await Promise.all([register.releasedTexts(review.id), register.agencies()]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const held = await register.roleLabels(review.id);
    const made = [held, releases, agencies];
    const desk =
      memory.desk(question, made) ??
      (await newDesk({ planned, salt, parties, held, releases, agencies, ...texts }));
    const answer = make(desk);
    if (desk.added().length === 0) {
      memory.keepDesk(question, { desk, made });
      return answer;
    }
    memory.dropDesk(question);
    await register.allotRoleLabels(review.id, desk.added());
  }
  throw new GatewayError('STORE_UNAVAILABLE', { detail: 'the role labels of a review do not settle' });
}

interface NewDesk extends Pick<ReviewTexts, 'reviewKey' | 'identities'> {
  readonly planned: Planned;
  readonly salt: Buffer;
  readonly parties: readonly NamedParty[];
  readonly held: readonly RoleLabel[];
  readonly releases: readonly ReleasedText[];
  readonly agencies: Awaited<ReturnType<TextRegister['agencies']>>;
}

/** The lexicon behind a desk is large: it is loaded with the first text, unless the gateway has had time for it before. */
async function newDesk({
  planned,
  salt,
  parties,
  held,
  releases,
  agencies,
  reviewKey,
  identities,
}: NewDesk): Promise<TextDesk> {
  const { textDesk } = await import('./text/index.js');
  const { declared, standing } = planned.decided;
  const kinds = new Map(agencies.map(({ id, kind }) => [id, kind]));
  const released = new Map<AgencyId, Set<string>>();
  for (const { agencyId, textId } of releases)
    released.set(agencyId, (released.get(agencyId) ?? new Set()).add(textId));
  return textDesk({
    reviewKey,
    salt,
    purpose: declared.purpose,
    held,
    identities,
    parties,
    kindOf: (agency) => kinds.get(agency),
    readsUnreleased: (agency) => standing === 'COORDINATOR' || agency === declared.principal.agency,
    released,
  });
}
