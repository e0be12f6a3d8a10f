import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { DATA_CATEGORIES } from '../../src/domain/data-category';
import { formatFault, lockPacks, type CompiledPack } from '../../src/policy';
import { readPack } from '../../src/policy/load';

const root = resolve(__dirname, '../..');

/** The policies that the gateway ships with. */
export const POLICIES = join(root, 'policies');

export const packText = (key: string): string =>
  readFileSync(join(POLICIES, 'packs', key, 'pack.yaml'), 'utf8');

/** A file of the shared data, or null where that is absent. */
export function sharedFile(path: string): string | null {
  const file = join(process.env['SHARED_DATA'] ?? resolve(root, '../shared'), path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** `it`, or a skipped one that says why. */
export function itWith(file: string | null, what: string): (title: string, test: () => void) => void {
  return (title, test) =>
    file === null ? it.skip(`${title} (skipped: ${what} is absent)`, test) : it(title, test);
}

/** The faults of a pack text, formatted. */
export function faultsOf(text: string): readonly string[] {
  return readPack({ file: 'pack.yaml', bytes: Buffer.from(text) }).faults.map(formatFault);
}

/** The pack of a text that has no fault. */
export function packOf(text: string): CompiledPack {
  const { packs, faults } = readPack({ file: 'pack.yaml', bytes: Buffer.from(text) });
  const [pack] = packs;
  if (!pack) throw new Error(faults.map(formatFault).join('\n'));
  return pack;
}

/** A folder of packs, each text under its path; what is published and sound is locked. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  lockPacks(folder);
  return folder;
}

/** A small pack without fault: a contact check and one review, four columns of which one serves nobody. */
export const SAMPLE = `pack: sample
title: Sample
version: 1.0.0
status: ACTIVE
effective: { from: 2026-01-01, to: null }
controller: Sample Council
documents:
  - { key: notice, kind: PRIVACY_NOTICE, title: Sample notice, file: null, issued: 2025-06-01, reviewDue: 2026-06-01 }
  - { key: dpia, kind: DATA_PROTECTION_IMPACT_ASSESSMENT, title: DPIA, file: null, issued: null, reviewDue: null }
  - { key: apd, kind: APPROPRIATE_POLICY_DOCUMENT, title: APD, file: null, issued: null, reviewDue: null }
clauses:
  y: { document: notice, place: Sharing, quote: We share. }
  n: { document: notice, place: not stated, quote: null }
switches: {}
signatures: [{ by: Data protection officer, role: DATA_PROTECTION_OFFICER, on: 2025-12-01 }]
settings: { offenceData: { purposes: [SAFEGUARDING_ADULT_REVIEW], kinds: [CONVICTION, INVESTIGATION], exceptionPath: null } }
agreement: null
retention:
  - { rule: R, appliesTo: Papers, keptBy: Council, latestOf: [{ from: REVIEW_CLOSED, add: P10Y }], required: true, clause: y }
lawfulBases:
  - purposes: [CONTACT_CHECK]
    article6: 6(1)(e)
    article9: { asStated: [], normalised: [] }
    schedule1: []
    article10: { schedule1: [] }
    statute: [Care Act 2014 s.45]
    signedOffBy: null
  - purposes: [SAFEGUARDING_ADULT_REVIEW]
    article6: 6(1)(e)
    article9: { asStated: [g], normalised: [9(2)(g)] }
    schedule1: [paragraph 18]
    article10: { schedule1: [paragraph 18] }
    statute: [Care Act 2014 s.45]
    signedOffBy: null
recipients:
  wider:
    title: Wider
    serves:
      - { standings: [WIDER], purposes: [CONTACT_CHECK], contributions: [OWN, OTHER] }
  own:
    title: Own
    serves:
      - { standings: [PARTICIPATING], purposes: [SAFEGUARDING_ADULT_REVIEW], contributions: [OWN] }
  other:
    title: Other
    serves:
      - { standings: [PARTICIPATING], purposes: [SAFEGUARDING_ADULT_REVIEW], contributions: [OTHER] }
  public: { title: Public, serves: [] }
cells:
${DATA_CATEGORIES.map(
  (category) => `  ${category}:
    wider: { outcome: ${['name', 'dateOfBirth', 'addresses'].includes(category) ? 'CLEAR, clauses: [y]' : 'WITHHELD, clauses: [n]'} }
    own: { outcome: CLEAR, clauses: [y] }
    other: { outcome: PSEUDONYMISED, clauses: [y] }
    public: { outcome: WITHHELD, clauses: [n] }
`,
).join('')}`;

/** The sample with one passage replaced; the passage must be there. */
export function sampleWith(passage: string, replacement: string): string {
  if (!SAMPLE.includes(passage)) throw new Error(`The sample has no ${passage}`);
  return SAMPLE.replace(passage, replacement);
}
