import { diffPacks, type PackDiff } from '../../../src/policy/tools';
import { compilePack } from '../../../src/policy/compile';
import type { PackSource } from '../../../src/policy/schema';
import { packSource } from './support';

/** What a change of a shipped pack means. */
function diffOf(key: string, change: (source: PackSource) => void): PackDiff {
  const changed = packSource(key);
  change(changed);
  return diffPacks(compilePack(packSource(key), ''), compilePack(changed, ''));
}

/** The cell of a pack's source; it must be there. */
function cellOf(source: PackSource, category: 'health' | 'name' | 'nhsNumber', column: string) {
  const cell = source.cells[category]?.[column];
  if (!cell) throw new Error(`There is no cell ${category} ${column}`);
  return cell;
}

const words = ({ changes }: PackDiff): readonly string[] =>
  changes.map((change) => `${change.widens ? 'WIDENS ' : ''}${change.words}`);

describe('the meaning of a change', () => {
  it('is nothing where nothing but the wording of YAML changed', () => {
    expect(diffOf('lancashire', () => undefined)).toEqual({
      before: 'lancashire 1.0.0',
      after: 'lancashire 1.0.0',
      widens: false,
      changes: [],
    });
  });

  it('tells what becomes visible to whom', () => {
    const diff = diffOf('lancashire', (source) => {
      cellOf(source, 'health', 'wider').outcome = 'CLEAR';
    });
    expect(words(diff)).toEqual(['WIDENS newly shows health to WIDER agencies in CONTACT_CHECK']);
    expect(diff.widens).toBe(true);
  });

  it('tells what is no longer shown, which widens nothing', () => {
    const diff = diffOf('baseline', (source) => {
      cellOf(source, 'health', 'participatingOther').outcome = 'WITHHELD';
    });
    expect(words(diff)).toEqual([
      "no longer shows health to PARTICIPATING agencies in CHILD_SAFEGUARDING_PRACTICE_REVIEW, RAPID_REVIEW, SAFEGUARDING_ADULT_REVIEW, DOMESTIC_HOMICIDE_REVIEW and CHILD_DEATH_REVIEW, of other agencies' contributions",
    ]);
    expect(diff.widens).toBe(false);
  });

  it('tells what is shown in clear where it was pseudonymised', () => {
    const diff = diffOf('baseline', (source) => {
      cellOf(source, 'nhsNumber', 'coordinator').outcome = 'CLEAR';
    });
    expect(words(diff)[0]).toMatch(
      /^WIDENS shows nhsNumber to the COORDINATOR in .* in clear where it was pseudonymised$/,
    );
  });

  it('takes a pseudonym for a generalised value, and the reverse, for wider: each shows something else', () => {
    const diff = diffOf('baseline', (source) => {
      cellOf(source, 'name', 'participatingOther').outcome = 'GENERALISED';
    });
    expect(diff.widens).toBe(true);
    expect(words(diff)[0]).toContain('generalised where it was pseudonymised');
  });

  it('names the condition and the party where the change holds for them only', () => {
    const diff = diffOf('derby-derbyshire', (source) => {
      const cell = cellOf(source, 'health', 'involved');
      cell.opens = { on: [['LEGALLY_REQUIRED', 'NECESSITY_NOTE']], then: 'CLEAR' };
    });
    expect(diff.widens).toBe(false);
    expect(words(diff).join('\n')).toMatch(
      /^no longer shows health to PARTICIPATING agencies in .*, for PARTNER, NAMED_AGENCY and INVOLVED, for 80 of the 128 sets of conditions/m,
    );
    const opened = diffOf('derby-derbyshire', (source) => {
      const cell = cellOf(source, 'nhsNumber', 'involved');
      cell.opens = { on: [['LEGALLY_REQUIRED', 'NECESSITY_NOTE'], ['CONSENT']], then: 'PSEUDONYMISED' };
    });
    expect(words(opened)[0]).toMatch(
      /^WIDENS newly shows nhsNumber under a pseudonym to PARTICIPATING agencies in .*, for PARTNER, NAMED_AGENCY and INVOLVED, where CONSENT or LEGALLY_REQUIRED and NECESSITY_NOTE is recorded$/,
    );
  });

  it.each<readonly [what: string, change: (source: PackSource) => void, told: string]>([
    [
      'a longer life of training',
      (source) => {
        source.settings.training = { months: 6, topics: [] };
      },
      'accepts training of the last 6 months, not 12',
    ],
    [
      'a status',
      (source) => {
        source.status = 'SUPERSEDED';
      },
      'has the status SUPERSEDED, not ACTIVE',
    ],
    [
      'a controller',
      (source) => {
        source.controller = 'Another Council';
      },
      'is controlled by Another Council, not Lancashire County Council',
    ],
    [
      'the words of a clause',
      (source) => {
        const clause = source.clauses['e'];
        if (clause) clause.quote = 'Records of crime';
      },
      'reads clause [e] ',
    ],
    [
      'the clause of a cell',
      (source) => {
        cellOf(source, 'health', 'reviewTeam').clauses = ['d'];
      },
      'rests health in column "Review team" on [d], not [h]',
    ],
    [
      'a lawful basis',
      (source) => {
        const [basis] = source.lawfulBases;
        if (basis) basis.article6 = '6(1)(e)';
      },
      'rests CHILD_SAFEGUARDING_PRACTICE_REVIEW on UK GDPR article 6(1)(e), not 6(1)(c)',
    ],
    [
      'an answer of the data protection officer',
      (source) => {
        const { contactCheckCoversAdult } = source.switches;
        if (contactCheckCoversAdult) contactCheckCoversAdult.answer = false;
      },
      'answers contactCheckCoversAdult with no',
    ],
  ])('tells of %s', (_what, change, told) => {
    const diff = diffOf('lancashire', change);
    expect(words(diff).join('\n')).toContain(told);
    expect(diff.widens).toBe(false);
  });

  it.each<readonly [what: string, key: string, change: (source: PackSource) => void, told: string]>([
    [
      'a reminder that is asked for no longer',
      'staffordshire',
      (source) => {
        source.settings.reminder = null;
      },
      'WIDENS no longer asks for the confidentiality reminder',
    ],
    [
      'an agency that signs',
      'staffordshire',
      (source) => {
        const party = source.agreement?.parties.find(({ status }) => status !== 'SIGNED');
        if (party)
          Object.assign(party, { status: 'SIGNED', signedOn: '2026-01-01', position: 'Chief Nurse' });
      },
      ' as SIGNED where it was ',
    ],
    [
      'an answer that the gateway reads itself',
      'lancashire',
      (source) => {
        const { previousAddressesInContactCheck } = source.switches;
        if (previousAddressesInContactCheck) previousAddressesInContactCheck.answer = true;
      },
      'WIDENS answers previousAddressesInContactCheck with yes',
    ],
    [
      'an answer that opens a review, with what it shows',
      'lancashire',
      (source) => {
        const { rapidReviewCoveredByCsprNotice } = source.switches;
        if (rapidReviewCoveredByCsprNotice) rapidReviewCoveredByCsprNotice.answer = true;
      },
      'to PARTICIPATING agencies in RAPID_REVIEW',
    ],
  ])('calls it widening: %s', (_what, key, change, told) => {
    const diff = diffOf(key, change);
    expect(words(diff).join('\n')).toContain(told);
    expect(diff.widens).toBe(true);
  });
});
