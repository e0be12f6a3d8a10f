import type { AuditDraft } from '../../../src/audit';
import type { DataCategory } from '../../../src/domain/data-category';
import type { AgencyId } from '../../../src/domain/ids';
import type { CompiledPack } from '../../../src/policy';
import { compilePack } from '../../../src/policy/compile';
import { declare } from '../../../src/stages/declare';
import { decide, recompute } from '../../../src/stages/decide';
import { factDetails, gateFacts, readFactDetails } from '../../../src/stages/decide/fact-names';
import { draft } from '../../audit/drafts';
import { packSource } from '../../policy/tools/support';
import { AGENCY, factsOf, principal, REVIEW, REVIEW_ID, type Facts } from './register-of-facts';

const PACK = compilePack(packSource('baseline'), 'digest');
const OTHER = 'agency-other' as AgencyId;
const SOURCES: readonly (AgencyId | null)[] = [AGENCY, OTHER, null];
const CATEGORIES: readonly DataCategory[] = ['name', 'health', 'nationalInsuranceNumber'];
const shelf = (pack: CompiledPack | undefined = PACK) => ({ find: () => pack });

/** The event of an answer, as it goes on record. */
async function answered(facts: Facts = {}): Promise<AuditDraft> {
  const declared = declare(principal(), [{ reviewId: REVIEW_ID, purpose: 'RAPID_REVIEW' }]);
  const decided = await decide(declared, factsOf({ pack: PACK, ...facts }));
  const { review, standing, pack } = decided;
  return draft({
    actor: { user: principal().user, agency: AGENCY, roles: [] },
    standing,
    purpose: 'RAPID_REVIEW',
    review: { id: review.id, type: review.type, state: review.state },
    pack: { key: pack.key, version: pack.version, digest: pack.digest },
    entries: SOURCES.flatMap((agency) =>
      CATEGORIES.map((category) => {
        const { outcome, clauses } = decided.decision(agency, category).cell;
        return { agency, subject: null, category, outcome, clause: clauses.join(','), records: 0 };
      }),
    ),
    details: factDetails(decided),
  });
}

const CLOSED: Facts = { review: { ...REVIEW, state: 'CLOSED' } };

describe('a past answer that is decided again', () => {
  it.each<[string, Facts]>([
    ['every gate was open', {}],
    ['a gate was shut', CLOSED],
    ['returns alone were shut', { review: { ...REVIEW, scopeWindow: null } }],
    ['conditions were recorded', { conditions: [{ condition: 'CONSENT', withdrawnAt: null }] }],
  ])('agrees where %s', async (_what, facts) => {
    expect(recompute(await answered(facts), shelf())).toEqual({ kind: 'AGREES', entries: 9 });
  });

  it('agrees where a cell rests on several clauses, and not where one of them is missing', async () => {
    const table: CompiledPack['table'] = (...of) => {
      const { OWN, OTHER: others } = PACK.table(...of);
      return { OWN: { ...OWN, name: { ...OWN.name, clauses: ['a', 'b'] } }, OTHER: others };
    };
    const pack = { ...PACK, table };
    const event = await answered({ pack });
    expect(event.entries[0]?.clause).toBe('a,b');
    expect(recompute(event, shelf(pack)).kind).toBe('AGREES');
    const entries = event.entries.map((entry) =>
      entry.clause === 'a,b' ? { ...entry, clause: 'ab' } : entry,
    );
    expect(recompute({ ...event, entries }, shelf(pack)).kind).toBe('DIFFERS');
  });

  it('differs by the very entry whose outcome or clause was changed', async () => {
    const event = await answered();
    const [first, ...rest] = event.entries;
    for (const change of [{ outcome: 'WITHHELD' }, { clause: 'x' }] as const) {
      const changed = { ...first!, ...change };
      expect(recompute({ ...event, entries: [changed, ...rest] }, shelf())).toEqual({
        kind: 'DIFFERS',
        gate: null,
        mismatches: [
          {
            agency: first?.agency,
            category: first?.category,
            recorded: { outcome: changed.outcome, clause: changed.clause },
            recomputed: { outcome: first?.outcome, clause: first?.clause },
          },
        ],
      });
    }
  });

  it('differs where the gate on record is not the one that the facts shut', async () => {
    const event = await answered(CLOSED);
    expect(recompute({ ...event, details: { ...event.details, gate: 'PURPOSE' } }, shelf())).toEqual({
      kind: 'DIFFERS',
      mismatches: [],
      gate: { recorded: 'PURPOSE', recomputed: 'REVIEW_STATE' },
    });
    const open = await answered();
    expect(recompute({ ...open, details: { ...open.details, gate: 'PURPOSE' } }, shelf())).toMatchObject({
      gate: { recorded: 'PURPOSE', recomputed: null },
    });
    const { gate: _gate, ...unsaid } = event.details;
    expect(recompute({ ...event, details: unsaid }, shelf())).toMatchObject({
      gate: { recorded: null, recomputed: 'REVIEW_STATE' },
    });
  });

  it.each<[string, Partial<AuditDraft>]>([
    ['is no read', { action: 'DENIED' }],
    ['names no pack', { pack: null }],
    ['names no standing', { standing: null }],
    ['names no purpose', { purpose: null }],
    ['names no review', { review: null }],
  ])('is no decision where the event %s', async (_what, changes) => {
    expect(recompute({ ...(await answered()), ...changes }, shelf())).toEqual({ kind: 'NO_DECISION' });
  });

  it('is told to need the very pack of that day', async () => {
    const event = await answered();
    expect(recompute(event, { find: () => undefined })).toEqual({ kind: 'PACK_UNKNOWN' });
    expect(recompute(event, shelf({ ...PACK, digest: 'other' }))).toEqual({ kind: 'PACK_CHANGED' });
  });

  it.each(['facts', 'agreement'])('needs its %s on record', async (name) => {
    const event = await answered();
    const details = Object.fromEntries(Object.entries(event.details).filter(([key]) => key !== name));
    expect(recompute({ ...event, details }, shelf())).toEqual({ kind: 'FACTS_MISSING' });
  });
});

describe('the names of facts', () => {
  const said = {
    standing: 'PARTICIPATING',
    purpose: 'RAPID_REVIEW',
    reviewType: 'RAPID_REVIEW',
    reviewState: 'GATHERING',
  } as const;

  it('read back as what they were, each by itself', async () => {
    const { details } = await answered();
    const read = readFactDetails(details)!;
    const { truths, ...rest } = read;
    expect(rest).toEqual({ agreement: 'NOT_NEEDED', party: undefined, recorded: new Set() });
    for (const name of truths) {
      const less = gateFacts({ ...read, truths: new Set([...truths].filter((one) => one !== name)) }, said);
      const all = gateFacts(read, said);
      expect({ ...less, [name]: true }).toEqual(all);
      expect(less).not.toEqual(all);
    }
    expect([...truths].sort()).toEqual([
      'impactAssessmentNamed',
      'packInForce',
      'policyDocumentNamed',
      'reminderAcknowledged',
      'scopeWindowSet',
      'trainingInDate',
      'ukNetwork',
    ]);
    const every = ['adultExcluded', 'contactCheckOpen', ...truths];
    const facts = gateFacts({ ...read, truths: new Set(every) }, said);
    expect(
      Object.entries(facts)
        .filter(([, value]) => value === true)
        .map(([name]) => name)
        .sort(),
    ).toEqual(every.sort());
  });

  it('keep party, conditions in order and the gate that was shut, each only where there is one', async () => {
    const { details } = await answered();
    expect(Object.keys(details).sort()).toEqual(['agreement', 'facts']);
    const facts = gateFacts(readFactDetails(details)!, said);
    const kept = factDetails({
      facts,
      party: 'INVOLVED',
      recorded: new Set(['LEGALLY_ENABLED', 'CONSENT']),
      shut: { gate: 'TRAINING' },
    });
    expect(kept).toEqual({
      ...details,
      party: 'INVOLVED',
      conditions: 'CONSENT,LEGALLY_ENABLED',
      gate: 'TRAINING',
    });
    expect(readFactDetails(kept)).toMatchObject({
      party: 'INVOLVED',
      recorded: new Set(['CONSENT', 'LEGALLY_ENABLED']),
    });
    expect(readFactDetails({ ...kept, party: 'NOBODY', conditions: 'WHATEVER' })).toMatchObject({
      party: undefined,
      recorded: new Set(),
    });
  });
});
