import { DATA_CATEGORIES } from '../../src/domain/data-category';
import { renderFaults, renderMatrix } from '../../src/cli/policy-report';
import { packOf, packText, SAMPLE } from './support';

describe('the matrix report', () => {
  it('names the columns, has a row for each category and ends with the clauses', () => {
    const lines = renderMatrix(packOf(SAMPLE)).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'Sample (sample 1.0.0, ACTIVE, from 2026-01-01)',
      'Controller: Sample Council',
      '',
      '1  Wider',
      '   WIDER: CONTACT_CHECK',
      '2  Own',
    ]);
    expect(lines).toContain('   PARTICIPATING, own data: SAFEGUARDING_ADULT_REVIEW');
    expect(lines).toContain("   PARTICIPATING, other agencies' data: SAFEGUARDING_ADULT_REVIEW");
    expect(lines).toContain('   nobody through the gateway');
    const rows = lines.filter((line) => line.startsWith('│')).slice(1);
    expect(rows.map((row) => row.split('│')[1]?.trim())).toEqual([...DATA_CATEGORIES]);
    expect(
      rows[0]
        ?.split('│')
        .map((cell) => cell.trim())
        .slice(2, -1),
    ).toEqual(['CLEAR y', 'CLEAR y', 'PSEUDONYMISED y', 'WITHHELD n']);
    expect(lines.slice(-4)).toEqual([
      'Clauses',
      '[n] Sample notice, not stated',
      '[y] Sample notice, Sharing: “We share.”',
      '',
    ]);
  });

  it('shows every open question with its answer, and no colour codes', () => {
    const report = renderMatrix(packOf(packText('lancashire')));
    expect(report).toContain('rapidReviewCoveredByCsprNotice: no\ncontactCheckCoversAdult: yes\n');
    expect(report).not.toContain('\u001b');
  });
});

describe('the report of faults', () => {
  const fault = {
    file: 'pack.yaml',
    line: 4,
    column: 9,
    path: 'status',
    message: 'is missing: add it',
    severity: 'ERROR',
  } as const;

  it('has a line for each fault, and their number', () => {
    expect(renderFaults([fault])).toBe('pack.yaml:4:9: status: is missing: add it\n\n1 fault.\n');
    expect(renderFaults([fault, { ...fault, path: '' }])).toContain(
      'pack.yaml:4:9: is missing: add it\n\n2 faults.\n',
    );
  });

  it('says so if there is none', () => {
    expect(renderFaults([])).toBe('No fault found.\n');
  });
});
