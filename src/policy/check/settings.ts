import type { DataCategory, OFFENCE_CATEGORIES } from '../../domain/data-category';
import type { Finding } from '../fault';
import { cellsByColumn, flowsOf, mayDisclose } from '../flows';
import type { PackSource } from '../schema';
import { settingsOf } from '../settings';

/** The column that says what becomes public. */
const PUBLIC_COLUMN = 'public';

const APPROVERS_NEEDED = 2;

/** Data stay in the United Kingdom, unless two posts have approved otherwise. */
export function dataStayInTheUk(pack: PackSource): readonly Finding[] {
  const { ukOnly, approvedBy } = settingsOf(pack.settings).transfers;
  if (ukOnly || new Set(approvedBy).size >= APPROVERS_NEEDED) return [];
  const message = 'data leave the United Kingdom without two approvers: name two posts or set ukOnly to true';
  return [{ path: ['settings', 'transfers', 'approvedBy'], message }];
}

/** What is published holds no personal data, and the gateway publishes nothing. */
export function nothingPersonalIsPublished(pack: PackSource): readonly Finding[] {
  const findings: Finding[] = [];
  if (!settingsOf(pack.settings).publication.noPersonalData) {
    const message =
      'false is what no pack can permit (what is published holds no personal data): set it to true';
    findings.push({ path: ['settings', 'publication', 'noPersonalData'], message });
  }
  if ((pack.recipients[PUBLIC_COLUMN]?.serves.length ?? 0) > 0) {
    const message = 'the public receives nothing through the gateway: serve nobody';
    findings.push({ path: ['recipients', PUBLIC_COLUMN, 'serves'], message });
  }
  const given = (cellsByColumn(pack).get(PUBLIC_COLUMN) ?? []).filter(({ cell }) => mayDisclose(cell));
  const message = 'no pack can permit personal data to the public: set it to WITHHELD';
  return [...findings, ...given.map(({ path }) => ({ path: [...path, 'outcome'], message }))];
}

/** The kinds of offence data that a category can hold. */
const KINDS_OF: ReadonlyMap<DataCategory, readonly string[]> = new Map<DataCategory, readonly string[]>([
  ['convictions', ['CONVICTION', 'CAUTION']],
  ['investigations', ['INVESTIGATION', 'ALLEGATION']],
] satisfies [(typeof OFFENCE_CATEGORIES)[number], readonly string[]][]);

/**
 * Offence data of other agencies leave for the purposes and in the kinds that the settings name. What an agency gets
 * back of its own it holds already.
 */
export function offenceDataKeepToTheirPurposes(pack: PackSource): readonly Finding[] {
  const { purposes, kinds } = settingsOf(pack.settings).offenceData;
  const columns = cellsByColumn(pack);
  const flows = flowsOf(pack).filter(({ open, contribution }) => open && contribution === 'OTHER');
  return flows.flatMap(({ purpose, column }) =>
    (columns.get(column) ?? []).flatMap(({ category, cell, path }) => {
      const allowed = KINDS_OF.get(category);
      if (allowed === undefined || !mayDisclose(cell)) return [];
      const findings: Finding[] = [];
      if (!purposes.includes(purpose)) {
        const message = `criminal offence data leave for ${purpose}, which settings.offenceData.purposes does not name: withhold them or name it`;
        findings.push({ path, message });
      }
      if (!kinds.some((kind) => allowed.includes(kind))) {
        const message = `${category} leave, of which settings.offenceData.kinds names no kind: withhold them or name ${allowed.join(' or ')}`;
        findings.push({ path, message });
      }
      return findings;
    }),
  );
}
