import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { documentIn } from '../../../adapters/rest/integration/documents';
import { isOpenPerson } from '../../../adapters/rest/integration';
import { INTEGRATION_OFFERS, translateDocuments } from '../../../adapters/rest/integration/translate';
import { HandleBook, issueHandle } from '../../../adapters/shared/handles';
import { packageRoot } from '../../../adapters/shared/package-root';
import { RECORD_CATEGORIES, type RecordCategory } from '../../../src/domain/data-category';
import type { PackKey } from '../../../src/domain/ids';
import type { Outcome } from '../../../src/domain/outcome';
import { openPackShelf } from '../../../src/policy';
import { copyRecord } from '../../../src/stages/minimise/copy';
import { context, only, outcomesOf } from '../../stages/minimise/support';
import { makePolicyFolder } from '../../support/policy-folder';
import { part, REDACTION_CASES, ruleFor, type RedactionCase } from '../../support/redaction-cases';
import {
  expectedResponse,
  holds,
  marked,
  readPolicies,
  redact,
  tells,
  withoutNulls,
  type Json,
} from '../../support/redaction-rules';
import { describeWithRealData } from '../real-data';

const SECRET = Buffer.alloc(32, 4);
const TABLE = join(packageRoot(), 'docs', 'adapters', 'hmpps.md');

/** Why something that they show is not shown here, by where it stands in their document. */
const STRICTER: readonly (readonly [RegExp, string])[] = [
  [/(assessedOn|completedDate|startDate)$/, 'dates leave to the month at most'],
  [/reviewDate$/, 'a review date has no place in the contract'],
  [/(firstName|lastName)$/, 'a pseudonym stands for the whole name'],
  [/aliases\[\]/, 'aliases have no place in the contract'],
  [/dateOfBirth$/, 'a date of birth leaves as its year'],
  [/(nomisNumber|hmppsId)$/, 'a prison number is offence data; the handle is a pseudonym'],
  [/\.team\./, 'the team would tell of the supervision without a decision on offence data'],
  [/assessmentVersion$/, 'which version of the tool was used has no place in the contract'],
  [/assessmentStatus$/, 'only the year of an assessment leaves where scores and bands are not told apart'],
  [/(score|indecentScore|contactScore)$/i, 'a score leaves with its band or not at all'],
];

interface Compared {
  readonly about: RedactionCase;
  /** Leaves that they hide and that stand in our answer: there may be none. */
  readonly leaked: readonly string[];
  readonly hidden: number;
  readonly shown: number;
  readonly shownHere: number;
  readonly reasons: readonly string[];
  readonly unexplained: readonly string[];
}

/** What a pack must say before offence data leave at all: of which kind, for what, and on which condition. */
const OFFENCE_DATA = {
  'settings.offenceData': {
    kinds: ['CONVICTION'],
    exceptionPath: null,
    purposes: [
      'RAPID_REVIEW',
      'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
      'SAFEGUARDING_ADULT_REVIEW',
      'DOMESTIC_HOMICIDE_REVIEW',
      'CHILD_DEATH_REVIEW',
    ],
  },
  ...Object.fromEntries(
    [0, 1, 2, 3, 4].map((basis) => [`lawfulBases.${basis}.article10.schedule1`, ['paragraph 18']]),
  ),
};

/** What a pack with these cells gives a participating agency of another's record. */
async function outcomesOfPack(
  cells: RedactionCase['cells'],
): Promise<Readonly<Record<RecordCategory, Outcome>>> {
  const changes = RECORD_CATEGORIES.map((category) => [
    `cells.${category}.participatingOther`,
    { outcome: cells[category] ?? 'WITHHELD', clauses: ['u'] },
  ]);
  const folder = await makePolicyFolder('baseline', {
    ...(Object.fromEntries(changes) as Record<string, unknown>),
    ...(cells.convictions === undefined ? {} : OFFENCE_DATA),
  });
  const pack = openPackShelf(folder.path).find('baseline' as PackKey);
  await folder.remove();
  const table = pack?.table('PARTICIPATING', 'RAPID_REVIEW').OTHER;
  const outcomes = RECORD_CATEGORIES.map((category) => [category, table?.[category].outcome ?? 'WITHHELD']);
  return {
    ...outcomesOf('WITHHELD'),
    ...(Object.fromEntries(outcomes) as Partial<Record<RecordCategory, Outcome>>),
  };
}

/** What leaves of the document here, as text. */
async function disclosed(about: RedactionCase, document: Json): Promise<string> {
  const data = part(document, 'data');
  const own = about.own ? about.own(data) : data;
  const handles = new HandleBook(SECRET);
  const record = translateDocuments(
    {
      handle: issueHandle(SECRET, 'A1'),
      id: 'A1',
      documents: { [about.document]: documentIn(about.document, { data: own }) },
    },
    new Map([...INTEGRATION_OFFERS].map((field) => [field, new Map()])),
    { handles, at: new Date('2026-01-12T09:00:00Z') },
  );
  const outcomes = await outcomesOfPack(about.cells);
  const asked = only(...RECORD_CATEGORIES.filter((category) => outcomes[category] !== 'WITHHELD'));
  return JSON.stringify(copyRecord({ record, asked, outcomes, context: context() }).released);
}

async function compare(about: RedactionCase): Promise<Compared> {
  const rule = ruleFor(await readPolicies(), about);
  if (!rule) throw new Error(`No rule of ${about.policy} is for ${about.endpoint}.`);
  const { document, marks } = marked(await about.before());
  const theirs = JSON.stringify(redact(document, rule));
  const ours = await disclosed(about, document);
  const shown = marks.filter(({ mark }) => holds(theirs, mark));
  const missing = shown.filter(({ mark }) => !holds(ours, mark));
  const reasonOf = (path: string): string | undefined => STRICTER.find(([where]) => where.test(path))?.[1];
  return {
    about,
    leaked: marks.filter((one) => !shown.includes(one) && tells(ours, one.mark)).map(({ path }) => path),
    hidden: marks.length - shown.length,
    shown: shown.length,
    shownHere: shown.length - missing.length,
    reasons: [...new Set(missing.flatMap(({ path }) => reasonOf(path) ?? []))],
    unexplained: missing.flatMap(({ path }) => (reasonOf(path) === undefined ? [path] : [])),
  };
}

const row = ({ about, hidden, shown, shownHere, reasons }: Compared): string =>
  `| ${[
    about.policy,
    about.after ?? '(their rule, without a file)',
    `${hidden}`,
    `${shownHere} of ${shown}`,
    reasons.length === 0 ? 'same' : `stricter: ${reasons.join('; ')}`,
  ].join(' | ')} |`;

describeWithRealData('the redactions of the HMPPS Integration API', () => {
  const titled = REDACTION_CASES.map(
    (about) => [`${about.policy}: ${about.after ?? about.endpoint}`, about] as const,
  );

  it.each(titled)('are understood as they are meant: %s', async (_title, about) => {
    const rule = ruleFor(await readPolicies(), about);
    if (about.after === null || !rule) {
      expect(rule).toBeDefined();
      return;
    }
    const redacted = redact(await about.before(), rule);
    expect(withoutNulls(redacted)).toEqual(withoutNulls(await expectedResponse(about.after)));
  });

  it.each(titled)(
    'hide nothing that this gateway shows, and what it hides besides has a reason: %s',
    async (_title, about) => {
      const { leaked, hidden, unexplained } = await compare(about);
      expect(leaked).toEqual([]);
      expect(hidden).toBeGreaterThan(0);
      expect(unexplained).toEqual([]);
    },
  );

  it('are all covered: every rule of every policy has a pair here or is about limited access', async () => {
    const covered = new Set(REDACTION_CASES.map(({ policy, endpoint }) => `${policy} ${endpoint}`));
    const open = (await readPolicies()).filter(({ name }) => name !== 'lao-redactions');
    for (const { name, rules } of open)
      for (const { endpoints } of rules)
        for (const endpoint of endpoints) expect(covered).toContain(`${name} ${endpoint}`);
  });

  it('let a limited record out in part, of which nothing at all leaves here', async () => {
    const answer = await expectedResponse('person-offender-and-probation-search-response');
    const person = documentIn('person', answer);
    expect(isOpenPerson(person)).toBe(true);
    const limited = [{ currentRestriction: true }, { currentExclusion: true }, { currentRestriction: null }];
    for (const change of limited) {
      const probation = { ...person?.probationOffenderSearch, ...change };
      expect(isOpenPerson({ ...person, probationOffenderSearch: probation })).toBe(false);
    }
    expect(isOpenPerson({ ...person, probationOffenderSearch: null })).toBe(false);
    expect(isOpenPerson(null)).toBe(false);
  });

  it('are told in the documentation as they are compared here', async () => {
    const rows = (await Promise.all(REDACTION_CASES.map(compare))).map(row);
    const lao = (await readPolicies()).find(({ name }) => name === 'lao-redactions');
    const limited = [...(lao?.reject ?? []), ...(lao?.rules ?? []).flatMap(({ endpoints }) => endpoints)];
    const laoRows = limited.map((endpoint) => {
      const same = lao?.reject?.includes(endpoint) === true;
      const verdict = same ? 'same' : 'stricter: nothing at all leaves of a limited record';
      return `| lao-redactions | \`${endpoint}\` (their rule, without a file) | ${same ? 'all' : 'some'} | none | ${verdict} |`;
    });
    const table = [...rows, ...laoRows].join('\n');
    if (process.env['WRITE_TABLES'] === '1') await writeTable(table);
    const squeeze = (text: string): string => text.replace(/ +/g, ' ');
    expect(squeeze(await readFile(TABLE, 'utf8'))).toContain(squeeze(table));
  });
});

const START = '<!-- pairs: WRITE_TABLES=1 npx jest test/adapters/rest/redactions -->';
const END = '<!-- end of pairs -->';
const HEAD =
  '| Policy of theirs | Their answer after it | Leaves that they hide | Shown here of what they show | Verdict |\n| --- | --- | --- | --- | --- |';

async function writeTable(table: string): Promise<void> {
  await mkdir(dirname(TABLE), { recursive: true });
  const text = await readFile(TABLE, 'utf8').catch(() => `${START}\n${END}\n`);
  const [before = ''] = text.split(START);
  const [, after = ''] = text.split(END);
  await writeFile(TABLE, `${before}${START}\n\n${HEAD}\n${table}\n\n${END}${after}`);
}
