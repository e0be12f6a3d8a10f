import { parse } from 'yaml';

/**
 * What a pack says, read from its text a second time: nothing of `src/policy` is used, so that a fault there does not
 * excuse itself.
 */

type Outcome = 'CLEAR' | 'PSEUDONYMISED' | 'GENERALISED' | 'WITHHELD';
export type { Outcome };

interface Switched {
  readonly when?: string;
  readonly unless?: string;
}
interface Serves extends Switched {
  readonly standings: readonly string[];
  readonly purposes: readonly string[];
  readonly contributions: readonly string[];
  readonly parties?: readonly string[];
}
interface Cell {
  readonly outcome: Outcome;
  readonly opens?: Switched & { readonly on: readonly (readonly string[])[]; readonly then: Outcome };
}

/** As much of a pack's YAML as the oracle looks at. */
export interface PackText {
  readonly status: string;
  readonly effective: { readonly from: string; readonly to: string | null };
  readonly documents: readonly { readonly kind: string; readonly supplied?: boolean }[];
  readonly switches: Readonly<Record<string, { readonly answer: boolean }>>;
  readonly settings: {
    readonly training?: { readonly months: number };
    readonly transfers?: { readonly ukOnly: boolean };
    readonly scopeWindow?: { readonly purposes: readonly string[] };
  };
  readonly agreement: {
    readonly terminatedOn: string | null;
    readonly parties: readonly {
      readonly agency: string;
      readonly class: string;
      readonly status: string;
      readonly signedOn: string | null;
    }[];
  } | null;
  readonly recipients: Readonly<Record<string, { readonly serves: readonly Serves[] }>>;
  readonly cells: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
}

export const readPackText = (text: string): PackText => parse(text) as PackText;

/** One cell's place, as the document's reader looks it up. */
export interface CellPlace {
  readonly standing: string;
  readonly purpose: string;
  readonly party: string | undefined;
  readonly contribution: 'OWN' | 'OTHER';
  readonly category: string;
  /** Conditions that are recorded and not withdrawn. */
  readonly recorded: ReadonlySet<string>;
}

/** The answer to a question that the document leaves open: the pack's, else no, but for adults in contact checks. */
export const answerOf = ({ switches }: PackText, key: string): boolean =>
  switches[key]?.answer ?? key === 'contactCheckCoversAdult';

const holds = (pack: PackText, { when, unless }: Switched): boolean =>
  (when === undefined || answerOf(pack, when)) && (unless === undefined || !answerOf(pack, unless));

/** What the pack lets leave; what it does not say is withheld. */
export function outcomeOf(pack: PackText, place: CellPlace): Outcome {
  const column = Object.entries(pack.recipients).find(([, { serves }]) =>
    serves.some(
      (one) =>
        one.standings.includes(place.standing) &&
        one.purposes.includes(place.purpose) &&
        one.contributions.includes(place.contribution) &&
        (one.parties === undefined || (place.party !== undefined && one.parties.includes(place.party))) &&
        holds(pack, one),
    ),
  );
  const cell = column && pack.cells[place.category]?.[column[0]];
  if (!cell) return 'WITHHELD';
  const { opens } = cell;
  const isOpen =
    opens !== undefined &&
    holds(pack, opens) &&
    opens.on.some((group) => group.length > 0 && group.every((one) => place.recorded.has(one)));
  return isOpen ? opens.then : cell.outcome;
}
