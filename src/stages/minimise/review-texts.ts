import type { AgencyId, ReviewId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { ReleasedText, RoleLabel, SaltScope, SubjectIdentity } from '../../reviews';
import type { Collected } from '../collect';
import type { Planned } from '../plan';
import { partiesOf, textDesk, type TextDesk } from './text';

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
  { reviewKey, salts, identities, register }: ReviewTexts,
  make: (texts: TextDesk | undefined) => Answer,
): Promise<Answer> {
  const { review, declared, standing } = planned.decided;
  const salt = salts.get('labels');
  if (!hasTexts(planned) || !salt) return make(undefined);
  const parties = returns.flatMap(({ plan, records }) =>
    [...records.values()].flatMap((record) => partiesOf(record, plan.fields, plan.agency)),
  );
  const [releases, agencies] = await Promise.all([register.releasedTexts(review.id), register.agencies()]);
  const kinds = new Map(agencies.map(({ id, kind }) => [id, kind]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const desk = textDesk({
      reviewKey,
      salt,
      purpose: declared.purpose,
      held: await register.roleLabels(review.id),
      identities,
      parties,
      kindOf: (agency) => kinds.get(agency),
      readsUnreleased: (agency) => standing === 'COORDINATOR' || agency === declared.principal.agency,
      released: new Set(releases.map(({ textId }) => textId)),
    });
    const answer = make(desk);
    if (desk.added().length === 0) return answer;
    await register.allotRoleLabels(review.id, desk.added());
  }
  throw new GatewayError('STORE_UNAVAILABLE', { detail: 'the role labels of a review do not settle' });
}
