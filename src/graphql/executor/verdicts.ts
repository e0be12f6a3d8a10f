import type { AgencyId } from '../../domain/ids';
import type { DisclosureEntry } from '../../stages/plan';
import type { RequestContext } from '../context';
import { GUARDS } from '../shield/guards';
import type { Shield } from '../shield';
import { Anomaly, type Slot, type Verdict, type Verdicts } from './slot';

/** What a field resolves to where its guard lets it through. */
const LET_THROUGH = Symbol('let through');

/** Of each kind of field, whether each agency's may be answered: `agency Type.field`. */
type Known = Map<string, boolean>;

/** The verdicts on one operation's fields, in all and for each agency. */
interface Rows {
  readonly ofAll: Verdict;
  readonly byAgency: Map<unknown, Verdict>;
}

/** What is known of one plan of disclosure: what a guard says depends on that list, on the field and on the agency. */
interface Settled {
  readonly known: Known;
  readonly rows: WeakMap<readonly Slot[], Rows>;
}

const settledBy = new WeakMap<readonly DisclosureEntry[], Settled>();

/** What verdicts are looked up with. */
export interface VerdictOptions {
  readonly slots: readonly Slot[];
  readonly shield: Shield;
  readonly context: RequestContext;
}

/**
 * Has graphql-shield decide once on each selected field, for each agency where the guard looks at the agency: the rules
 * of the guarded schema themselves are run, with a resolver that says that it was reached. A field that is refused with
 * an error, rather than left null, is an anomaly: graphql-js runs the operation then.
 *
 * @throws Anomaly
 */
export async function verdictsOf(options: VerdictOptions): Promise<Verdicts> {
  const { slots, context } = options;
  const { disclosed } = context.state;
  if (!disclosed) throw new Anomaly();
  const settled = settledBy.get(disclosed.disclosure) ?? {
    known: new Map<string, boolean>(),
    rows: new WeakMap(),
  };
  settledBy.set(disclosed.disclosure, settled);
  const { known } = settled;
  const rows =
    settled.rows.get(slots) ?? newRows(await rowOf({ agency: null, known, ...options }, () => undefined));
  settled.rows.set(slots, rows);
  const { ofAll, byAgency } = rows;
  for (const { returns } of disclosed.subjects)
    for (const { agency } of returns)
      if (!byAgency.has(agency))
        byAgency.set(
          agency,
          await rowOf({ agency, known, ...options }, (slot) =>
            looksAtAgency(slot) ? undefined : ofAll[slot.index],
          ),
        );
  return {
    ofAll,
    ofAgency(source) {
      const verdict = byAgency.get('agency' in source ? source.agency : null);
      if (verdict === undefined) throw new Anomaly();
      return verdict;
    },
  };
}

/** What is of no agency is decided for all alike. */
const newRows = (ofAll: Verdict): Rows => ({ ofAll, byAgency: new Map<unknown, Verdict>([[null, ofAll]]) });

async function rowOf(asked: Asked, before: (slot: Slot) => boolean | undefined): Promise<Verdict> {
  const row: boolean[] = [];
  for (const slot of asked.slots) row.push(before(slot) ?? (await verdictOf(slot, asked)));
  return row;
}

/** Only the guard of a category looks at the object that the field is of, and only at its agency. */
export const looksAtAgency = ({ type, field }: Slot): boolean =>
  GUARDS[type.name]?.[field]?.kind === 'category';

interface Asked extends VerdictOptions {
  readonly agency: AgencyId | null;
  readonly known: Known;
}

async function verdictOf(slot: Slot, { agency, known, shield, context }: Asked): Promise<boolean> {
  const name = `${agency ?? ''} ${slot.type.name}.${slot.field}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  const parent = agency === null ? {} : { agency };
  const answered = await shield({ ...slot, parent, context, resolve: () => LET_THROUGH });
  if (answered !== LET_THROUGH && answered !== null) throw new Anomaly();
  known.set(name, answered === LET_THROUGH);
  return answered === LET_THROUGH;
}
