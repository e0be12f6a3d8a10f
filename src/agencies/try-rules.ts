import { isError } from '../policy';
import { CONTRACT_RULES } from './conformance';
import { UnfitAnswer, type AgencyEndpoint } from './endpoint';
import { ENDPOINT_RULES } from './endpoint-rules';
import type { PartFinding } from './finding';
import { liveAgency, type TestSubjects } from './live';

/** How one rule came out on the live endpoint. */
export interface RuleResult {
  readonly rule: string;
  /** ADVISED: something could be better, and nothing has to be mended. */
  readonly outcome: 'HELD' | 'ADVISED' | 'BROKEN' | 'NOT_TRIED';
  /** Why it was not tried; null where it was. */
  readonly reason: string | null;
}

interface Attempt {
  readonly rule: string;
  /** Why it is not tried; null where it is. */
  readonly reason: string | null;
  readonly run: () => Promise<readonly PartFinding[]>;
}

/** Tries every rule of the contract on a live endpoint, one after the other, so that the agency is not pressed. */
export async function tryRules(on: {
  readonly endpoint: AgencyEndpoint;
  readonly offers: ReadonlySet<string>;
  readonly subjects: TestSubjects | null;
}): Promise<{ readonly rules: readonly RuleResult[]; readonly findings: readonly PartFinding[] }> {
  const rules: RuleResult[] = [];
  const findings: PartFinding[] = [];
  for (const { rule, reason, run } of attemptsOn(on)) {
    const found = reason === null ? await unlessUnfit(run) : [];
    findings.push(...found);
    rules.push({ rule, outcome: reason === null ? outcomeOf(found) : 'NOT_TRIED', reason });
  }
  // What keeps every rule from being tried is said once.
  return { rules, findings: [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()] };
}

function outcomeOf(found: readonly PartFinding[]): RuleResult['outcome'] {
  if (found.some(isError)) return 'BROKEN';
  return found.length > 0 ? 'ADVISED' : 'HELD';
}

function attemptsOn({ endpoint, offers, subjects }: Parameters<typeof tryRules>[0]): readonly Attempt[] {
  const agency = subjects ? liveAgency(endpoint, offers, subjects) : undefined;
  const unnamed = 'nobody is named who exists for tests only';
  return [
    ...ENDPOINT_RULES.map(({ rule, check }) => ({ rule, reason: null, run: () => check(endpoint) })),
    ...CONTRACT_RULES.map(({ rule, skip, check }) => ({
      rule,
      reason: agency ? (skip?.(agency) ?? null) : unnamed,
      run: () => (agency ? check(agency) : Promise.resolve([])),
    })),
  ];
}

async function unlessUnfit(run: Attempt['run']): Promise<readonly PartFinding[]> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UnfitAnswer)) throw error;
    return [{ place: 'Query._entities', message: error.message }];
  }
}
