import type { AgencyId } from '../../domain/ids';
import type { DisclosureEntry } from '../../stages/plan';
import type { RequestContext } from '../context';
import { GUARDS } from '../shield/guards';
import type { Shield } from '../shield';
import { Anomaly, type Slot, type Verdicts } from './slot';

/** What a field resolves to where its guard lets it through. */
const LET_THROUGH = Symbol('let through');

/** Of each kind of field, whether each agency's may be answered: `agency Type.field`. */
type Known = Map<string, boolean>;

/** The verdicts of one plan of disclosure: what a guard says depends on that list, on the field and on the agency. */
const knownBy = new WeakMap<readonly DisclosureEntry[], Known>();

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
  const known: Known = knownBy.get(disclosed.disclosure) ?? new Map<string, boolean>();
  knownBy.set(disclosed.disclosure, known);
  const agencies = new Set(
    disclosed.subjects.flatMap(({ returns }) => returns.map(({ agency }): AgencyId => agency)),
  );
  const byAgency = new Map<unknown, readonly boolean[]>();
  for (const agency of [null, ...agencies]) {
    const verdicts: boolean[] = [];
    for (const slot of slots) verdicts.push(await verdictOf(slot, { agency, known, ...options }));
    byAgency.set(agency, verdicts);
  }
  return {
    permits: (slot, source) => {
      const agency = looksAtAgency(slot) && 'agency' in source ? source.agency : null;
      const verdict = byAgency.get(agency)?.[slot.index];
      if (verdict === undefined) throw new Anomaly();
      return verdict;
    },
  };
}

/** Only the guard of a category looks at the object that the field is of, and only at its agency. */
const looksAtAgency = ({ type, field }: Slot): boolean => GUARDS[type.name]?.[field]?.kind === 'category';

interface Asked extends VerdictOptions {
  readonly agency: AgencyId | null;
  readonly known: Known;
}

async function verdictOf(slot: Slot, { agency, known, shield, context }: Asked): Promise<boolean> {
  // Nobody asks for the verdict on a field that has no agency for an agency.
  if (agency !== null && !looksAtAgency(slot)) return false;
  const name = `${agency ?? ''} ${slot.type.name}.${slot.field}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  const parent = agency === null ? {} : { agency };
  const answered = await shield({ ...slot, parent, context, resolve: () => LET_THROUGH });
  if (answered !== LET_THROUGH && answered !== null) throw new Anomaly();
  known.set(name, answered === LET_THROUGH);
  return answered === LET_THROUGH;
}
