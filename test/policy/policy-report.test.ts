import { DATA_CATEGORIES } from '../../src/domain/data-category';
import { renderFaults, renderMatrix } from '../../src/cli/policy-report';
import { CATEGORY_WORDS } from '../../src/policy/tools';
import { packOf, packText, SAMPLE } from './support';

describe('the matrix report', () => {
  it('names the columns, has a row for each category and ends with the clauses', () => {
    const lines = renderMatrix(packOf(SAMPLE)).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'Sample (sample 1.0.0, ACTIVE, from 2026-01-01)',
      'Controller: Sample Council',
      '',
      '1  Wider',
      '   the wider group of agencies: for a contact check',
      '2  Own',
    ]);
    expect(lines).toContain(
      '   agencies that take part in the review, own data: for a safeguarding adult review',
    );
    expect(lines).toContain(
      "   agencies that take part in the review, other agencies' data: for a safeguarding adult review",
    );
    expect(lines).toContain('   nobody through the gateway');
    const rows = lines.filter((line) => line.startsWith('│')).slice(1);
    const first = rows.map((row) => row.split('│')[1]?.trim() ?? '').join(' ');
    for (const category of DATA_CATEGORIES) expect(first).toContain(CATEGORY_WORDS[category]);
    expect(
      rows[0]
        ?.split('│')
        .map((cell) => cell.trim())
        .slice(2, -1),
    ).toEqual(['Shown y', 'Shown y', 'Pseudonym y', 'Withheld n']);
    expect(lines.slice(-4)).toEqual([
      'The sentences it rests on',
      '[n] Sample notice, not stated: the document does not speak of it',
      '[y] Sample notice, Sharing: “We share.”',
      '',
    ]);
  });

  it('shows every open question with its answer, and no colour codes', () => {
    const report = renderMatrix(packOf(packText('lancashire')));
    expect(report).toContain('rapid review before one? No. (rapidReviewCoveredByCsprNotice)\n');
    expect(report).toContain('adult of a safeguarding adult review? Yes. (contactCheckCoversAdult)\n');
    expect(report).toContain(
      'The review says from when to when it looks; nothing that lies wholly outside is asked for [f]',
    );
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
