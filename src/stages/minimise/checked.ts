import type { RecordCategory } from '../../domain/data-category';
import type { RecordHandle } from '../../domain/ids';
import type {
  ReleasedAddress,
  ReleasedContactDetail,
  ReleasedParty,
  ReleasedStatement,
  StatementLeaf,
} from './released';

/** Whether the handle was asked for; the transforms need it to derive pseudonyms even where it was not. */
interface Held {
  readonly source: RecordHandle | null;
  readonly asksHandle: boolean;
}

/**
 * An agency's statement whose every leaf has the contract's type; nothing of it has been transformed yet. A leaf that
 * was not asked for is undefined, so that all statements have one shape: they are by far the most of an answer.
 */
export type CheckedStatement = Pick<ReleasedStatement, 'assertion' | 'addenda'> &
  Held &
  Readonly<Record<StatementLeaf, string | null | undefined>>;

/** An address whose every leaf has the contract's type; of one shape, as statements are. */
export type CheckedAddress = Whole<ReleasedAddress>;

/** An agency's related party whose every leaf has the contract's type; nothing of it has been transformed yet. */
export type CheckedParty = Pick<ReleasedParty, 'assertion' | 'addenda'> &
  Held &
  Whole<Pick<ReleasedParty, 'name' | 'dateOfBirth' | 'relationship' | 'role' | 'organisation'>> & {
    readonly addresses: readonly CheckedAddress[] | null | undefined;
  };

/** Every key is there, undefined where it was not asked for. */
type Whole<Type> = { readonly [Key in keyof Type]-?: Type[Key] | undefined };

interface Shapes {
  name: string;
  dateOfBirth: string;
  addresses: readonly CheckedAddress[];
  age: number;
  gender: string;
  contactDetails: readonly ReleasedContactDetail[];
  nationalInsuranceNumber: string;
  nhsNumber: string;
  familyMembers: readonly CheckedParty[];
  ethnicity: CheckedStatement;
  religion: CheckedStatement;
  health: readonly CheckedStatement[];
  otherSpecialCategory: readonly CheckedStatement[];
  legalStatuses: readonly CheckedStatement[];
  involvements: readonly CheckedStatement[];
  safeguardingConcerns: readonly CheckedStatement[];
  convictions: readonly CheckedStatement[];
  investigations: readonly CheckedStatement[];
  otherParties: readonly CheckedParty[];
  practitioners: readonly CheckedParty[];
  informants: readonly CheckedParty[];
}

/** The checked form of each data category, null where the agency gave none or none of the right type. */
export type CheckedShapes = { readonly [Category in RecordCategory]: Shapes[Category] | null };

/** An agency's record after the check: the categories asked for, typed as the contract says. */
export type CheckedRecord = Partial<CheckedShapes>;
