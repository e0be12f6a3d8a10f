import { GatewayError } from '../../errors/gateway-error';
import { RECORD_TYPE, type DataMap } from '../../policy';
import { GUARDS, type Guard, type TypeGuards } from './guards';

/** The types of the gateway's schema that show the fields of the contract's `Subject`. */
const RECORD_TYPES = ['AgencyReturn', 'ReviewSubject'];

/** Told of an answer by the gateway itself: no agency has such a field, so that the contract has none. */
const WORKED_OUT: ReadonlySet<string> = new Set(['Statement.narrativeRisk']);

/**
 * Requires that the guards say of each field what the data map of the contract says: one source of what a field is.
 *
 * @throws GatewayError `SCHEMA_UNGUARDED` whose detail lists each field on which the two disagree.
 */
export function requireMappedGuards(map: DataMap): void {
  const faults = mappedGuardFaults(map);
  if (faults.length > 0) throw new GatewayError('SCHEMA_UNGUARDED', { detail: faults.join('\n') });
}

/**
 * Each field on which guards and data map disagree. A category is guarded as what the map says that its field is, and
 * every category of the map is a field of `AgencyReturn`; what lies below is of the recorded answer, and mapped.
 */
export function mappedGuardFaults(
  map: DataMap,
  guards: Readonly<Record<string, TypeGuards>> = GUARDS,
): readonly string[] {
  const faults: string[] = [];
  const record = map.fields.get(RECORD_TYPE) ?? new Map<string, string>();
  for (const type of RECORD_TYPES) {
    for (const [field, guard] of Object.entries(guards[type] ?? {})) {
      if (guard.kind === 'category' && record.get(field) !== guard.category)
        faults.push(
          `${type}.${field}: guarded as ${guard.category}, mapped as ${record.get(field) ?? 'nothing'}`,
        );
    }
  }
  for (const [field, meaning] of record) {
    if (meaning === 'REFERENCE' || categoryOf(guards['AgencyReturn']?.[field]) === meaning) continue;
    faults.push(`AgencyReturn.${field}: mapped as ${meaning}, and not guarded as that`);
  }
  for (const [type, fields] of map.fields) {
    if (type === RECORD_TYPE) continue;
    const guarded = guards[type] ?? {};
    for (const field of new Set([...fields.keys(), ...Object.keys(guarded)])) {
      const known = fields.has(field) || WORKED_OUT.has(`${type}.${field}`);
      if (known && guarded[field]?.kind === 'recordedAnswer') continue;
      faults.push(`${type}.${field}: the data map and the guards do not agree on it`);
    }
  }
  return faults.sort();
}

const categoryOf = (guard: Guard | undefined): string | undefined =>
  guard?.kind === 'category' ? guard.category : undefined;
