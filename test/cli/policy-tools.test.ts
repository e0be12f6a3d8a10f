import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { POLICIES } from '../policy/support';
import { run } from './terminal-double';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'review-gateway-policies-'));
  cpSync(POLICIES, folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a `policy` command on a copy of the shipped packs. */
const policy = (...args: readonly string[]) => run(['policy', ...args], { GATEWAY_POLICY_FOLDER: folder });

/** Edits a pack's file of the copy; the passage must be there. */
function edit(file: string, passage: string | RegExp, replacement: string): void {
  const path = join(folder, 'packs', file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(passage, replacement);
  if (after === before) throw new Error(`${file} has no ${String(passage)}`);
  writeFileSync(path, after);
}

describe('every policy tool', () => {
  it.each(['test', 'explain', 'diff', 'prove', 'disclose-statement', 'sign', 'matrix', 'lint'])(
    'explains itself with examples: %s',
    async (command) => {
      const { code, out } = await policy(command, '--help');
      expect(code).toBe(0);
      expect(out).toContain(`npm run --silent cli -- policy ${command}`);
    },
  );

  it.each([
    [['explain', '--pack', 'baseline']],
    [['diff', 'baseline']],
    [['sign', '--pack', 'baseline', '--by', 'Somebody', '--role', 'KING']],
    [['matrix', '--pack', 'baseline', '--format', 'pdf']],
    [['disclose-statement', '--pack', 'nowhere', '--purpose', 'STATISTICS', '--standing', 'WIDER']],
    [['test', 'nowhere']],
    [['diff', 'baseline', 'nowhere@9.9.9']],
  ])('refuses wrong usage with exit code 2: %j', async (args) => {
    const { code, out, err } = await policy(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
  });

  it('cannot run on packs with faults, and says which', async () => {
    edit('csap/pack.yaml', /^title:/m, 'titel:');
    const { code, err } = await policy('prove', '--pack', 'csap');
    expect(code).toBe(2);
    expect(err).toContain('titel');
  });
});

describe('policy test', () => {
  it('passes for the shipped packs', async () => {
    const { code, out } = await policy('test', '--json');
    expect(code).toBe(0);
    const { ok, packs } = JSON.parse(out) as { ok: boolean; packs: readonly { pack: string }[] };
    expect(ok).toBe(true);
    expect(packs).toHaveLength(6);
  });

  it('ends with exit code 1 and the failure when the expectation differs', async () => {
    edit('lancashire/pack_test.yaml', 'clauses: [b]', 'clauses: [a]');
    const { code, out } = await policy('test', 'lancashire');
    expect(code).toBe(1);
    expect(out).toMatch(/FAILS .*\n +.*rests on \[b\], expected \[a\]/);
  });
});

describe('policy matrix', () => {
  it('shows a reader without code, in words, who gets what and on which sentence', async () => {
    const { code, out } = await policy(
      'matrix',
      '--pack',
      'lancashire',
      '--format',
      'markdown',
      '--standing',
      'WIDER',
    );
    expect(code).toBe(0);
    expect(out).toContain('| Who receives it, for what | the wider group of agencies for a contact check |');
    expect(out).toContain('| date of birth | Shown [b] |');
    expect(out).toContain('| criminal records | Withheld [n] |');
    expect(out).toContain('**[b]** Privacy notice');
    expect(out).toContain('“More limited data');
  });

  it('is one page of HTML with caption, scopes and words for every cell, that needs no other file', async () => {
    edit('lancashire/pack.yaml', /^controller:.*$/m, 'controller: "<script>alert(1)</script>"');
    edit('lancashire/pack.yaml', /^status: ACTIVE$/m, 'status: DRAFT');
    edit('lancashire/pack.yaml', /^version: 1.0.0$/m, 'version: 1.1.0');
    rmSync(join(folder, 'digests.json'), { force: true });
    edit('baseline/pack.yaml', /^status: ACTIVE$/m, 'status: DRAFT');
    const { code, out, err } = await policy('matrix', '--pack', 'lancashire', '--format', 'html');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(out).toContain('<caption id="matrix">');
    expect(out.match(/<th scope="row">/g)).toHaveLength(22);
    expect(out).toMatch(/<td class="withheld">Withheld /);
    expect(out).not.toMatch(/<script|src=|href="(?!#)|@import|url\(/);
    expect(out).toContain('&lt;script&gt;');
  });

  it('says which conditions open a cell', async () => {
    const { out } = await policy('matrix', '--pack', 'derby-derbyshire', '--format', 'markdown');
    expect(out).toContain('once this is recorded: consent, or legally required, or legally enabled');
    expect((await policy('matrix', '--pack', 'derby-derbyshire')).out).toContain('Withheld* b');
  });
});

describe('policy explain', () => {
  const asked = [
    '--pack',
    'lancashire',
    '--standing',
    'PARTICIPATING',
    '--purpose',
    'SAFEGUARDING_ADULT_REVIEW',
  ];

  it('gives bars, gates, cell, clauses with their words and the law, in this order', async () => {
    const { code, out } = await policy('explain', ...asked, '--category', 'convictions', '--json');
    expect(code).toBe(0);
    const { steps } = JSON.parse(out) as { steps: readonly { step: string; words: string; soFar: string }[] };
    expect([...new Set(steps.map(({ step }) => step))]).toEqual([
      'HARD_BAR',
      'GATE',
      'CELL',
      'CLAUSE',
      'LAWFUL_BASIS',
      'RESULT',
    ]);
    expect(steps.at(-1)?.soFar).toBe('CLEAR');
    expect(steps.some(({ words }) => words.includes('“Criminal records”'))).toBe(true);
  });

  it('withholds from the step that speaks against it, and no later step widens', async () => {
    const { out } = await policy('explain', ...asked, '--category', 'health', '--state', 'CLOSED');
    expect(out).toContain('WITHHELD      Gate "review state": shut. Not shared at this stage of the review.');
    expect(out.trimEnd()).toMatch(/WITHHELD {6}WITHHELD, although the cell by itself says CLEAR\.$/);
  });

  it('names the bar that no signature lifts', async () => {
    const { out } = await policy(
      'explain',
      ...asked.slice(0, 2),
      '--standing',
      'WIDER',
      '--purpose',
      'CONTACT_CHECK',
      '--category',
      'health',
    );
    expect(out).toContain(
      'No pack can permit it, whoever signs: a wider agency never receives special category',
    );
  });
});

describe('policy diff', () => {
  it('ends with 1 when a pack widens, 0 when it narrows or says the same', async () => {
    const draft = join(folder, 'draft.yaml');
    const source = readFileSync(join(folder, 'packs/lancashire/pack.yaml'), 'utf8');
    writeFileSync(draft, source);
    expect((await policy('diff', 'lancashire@1.0.0', draft)).out).toBe(
      'lancashire 1.0.0 and lancashire 1.0.0 say the same.\n',
    );
    writeFileSync(
      draft,
      source.replace(
        'reviewTeam: { outcome: CLEAR, clauses: [e] }',
        'reviewTeam: { outcome: WITHHELD, clauses: [e] }',
      ),
    );
    const narrower = await policy('diff', 'lancashire', draft);
    expect(narrower.out).toContain('no longer shows convictions to the COORDINATOR');
    expect(narrower.code).toBe(0);
    const wider = await policy('diff', draft, join(folder, 'packs/lancashire'));
    expect(wider.out).toContain(
      'WIDENS newly shows convictions to the COORDINATOR in CHILD_SAFEGUARDING_PRACTICE_REVIEW and SAFEGUARDING_ADULT_REVIEW\n',
    );
    expect(wider.code).toBe(1);
  });
});

describe('policy disclose-statement', () => {
  it('says in plain English who receives what, on which law and for how long', async () => {
    const { code, out } = await policy(
      'disclose-statement',
      '--pack',
      'lancashire',
      '--purpose',
      'CONTACT_CHECK',
      '--standing',
      'WIDER',
    );
    expect(code).toBe(0);
    expect(out).toMatch(
      /^For a contact check, under the arrangements of Lancashire County Council, the wider group of agencies receives as recorded: name, date of birth and addresses\. Not shown: age, /,
    );
    expect(out).toContain('article 6(1)(c) of the UK GDPR');
    expect(out).toContain('75 years from the date of birth');
    expect(out).not.toMatch(/[A-Z]{3,}_[A-Z]/);
  });
});

describe('policy sign', () => {
  it('records the post, seals the text and leaves every other line as it was', async () => {
    edit('lancashire/pack.yaml', /^version: 1.0.0$/m, 'version: 1.1.0');
    edit('lancashire/pack.yaml', /^status: ACTIVE$/m, 'status: DRAFT');
    rmSync(join(folder, 'digests.json'), { force: true });
    const file = join(folder, 'packs/lancashire/pack.yaml');
    const before = readFileSync(file, 'utf8');
    const { code, out, err } = await policy(
      'sign',
      '--pack',
      'lancashire',
      '--by',
      'Caldicott Guardian',
      '--role',
      'CALDICOTT',
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('1.1.0 is SIGNED');
    const added = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => !before.split('\n').includes(line));
    expect(added).toEqual([
      'status: SIGNED',
      expect.stringMatching(
        /^ {2}- \{ by: "Caldicott Guardian", role: CALDICOTT_GUARDIAN, on: \d{4}-\d\d-\d\d \}$/,
      ),
    ]);
    edit(
      'lancashire/pack.yaml',
      'wider: { outcome: CLEAR, clauses: [b] }',
      'wider: { outcome: WITHHELD, clauses: [b] }',
    );
    const lint = await policy('lint');
    expect(lint.code).toBe(1);
    expect(lint.out).toContain('never edited');
  });

  it('leaves a pack alone that would have faults', async () => {
    const file = join(folder, 'packs/derby-derbyshire/pack.yaml');
    const before = readFileSync(file, 'utf8');
    const { code, err } = await policy(
      'sign',
      '--pack',
      'derby-derbyshire',
      '--by',
      'Data Protection Officer',
      '--role',
      'DPO',
      '--status',
      'ACTIVE',
    );
    expect(code).toBe(2);
    expect(err).toContain('PACK_INVALID');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('policy prove', () => {
  it('prints each law with the number of cases, for one pack', async () => {
    const { code, out } = await policy('prove', '--pack', 'csap');
    expect(code).toBe(0);
    expect(out).toMatch(
      /holds {2}no WIDER recipient ever receives more than name, dateOfBirth, addresses: ([\d,]+) of \1 cases, in [\d,]+ distinct decisions\n/,
    );
    expect(out).toMatch(/All \d\d laws hold\.\n$/);
  }, 60_000);
});
