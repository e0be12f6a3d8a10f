import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOT, runNode } from './project';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** The imports that dependency-cruiser forbids in the tree at `root`, by the project's own rules. */
async function violations(root: string, folders: readonly string[]): Promise<readonly Violation[]> {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const printed = await runNode([program, ...folders, '--config', config, '-T', 'json'], root);
  const { summary } = JSON.parse(printed) as {
    readonly summary: { readonly violations: readonly Violation[] };
  };
  return summary.violations;
}

/** Reading the whole tree takes a few seconds, and far more where other tests run beside it. */
const TREE_MS = 120_000;

/** An import that must not be, and the rule that says so. */
const FORBIDDEN = [
  ['src/domain/a.ts', 'src/errors/a.ts', 'layer-domain'],
  ['src/errors/b.ts', 'src/config/b.ts', 'layer-errors'],
  ['src/config/c.ts', 'src/policy/c.ts', 'layer-config'],
  ['src/policy/d.ts', 'src/store/d.ts', 'layer-policy'],
  ['src/store/e.ts', 'src/reviews/e.ts', 'layer-store'],
  ['src/audit/f.ts', 'src/stages/record/f.ts', 'layer-audit'],
  ['src/stages/plan/g.ts', 'src/stages/collect/g.ts', 'layer-stages-plan'],
  ['src/stages/identify/h.ts', 'src/gateway.ts', 'layer-stages-identify'],
  ['src/stages/disclose/i.ts', 'src/graphql/i.ts', 'layer-stages-disclose'],
  ['src/graphql/j.ts', 'src/http/j.ts', 'layer-graphql'],
  ['src/http/k.ts', 'src/compose.ts', 'layer-http'],
  ['src/graphql/aa.ts', 'src/reidentification/resolve.ts', 'resolve-apart'],
  ['src/graphql/selection.ts', 'src/reidentification/ab.ts', 'query-service-makes-only'],
  ['src/stages/decide/ac.ts', 'src/reidentification/ac.ts', 'layer-stages-decide'],
  ['src/helpers/l.ts', 'src/domain/l.ts', 'layer-unknown'],
  ['src/http/m.ts', 'adapters/rest/m.ts', 'adapters-composed-once'],
  ['src/domain/n.ts', 'test/support/n.ts', 'no-test-in-production'],
  ['adapters/rest/o.ts', 'src/store/o.ts', 'adapters-port-only'],
  ['adapters/rest/p.ts', 'adapters/fhir/p.ts', 'adapters-apart'],
  ['adapters/rest/q.ts', 'adapters/samples/q.ts', 'adapters-apart'],
  ['adapters/shared/r.ts', 'adapters/rest/r.ts', 'adapters-shared-below'],
] as const;

/** Imports that the same rules allow. */
const ALLOWED = [
  ['src/errors/s.ts', 'src/domain/s.ts'],
  ['src/stages/collect/t.ts', 'src/stages/plan/t.ts'],
  ['src/compose.ts', 'adapters/sql/u.ts'],
  ['src/demo/z.ts', 'adapters/samples/z.ts'],
  ['src/cli/v.ts', 'adapters/samples/v.ts'],
  ['adapters/samples/w.ts', 'adapters/files/w.ts'],
  ['adapters/files/x.ts', 'adapters/shared/x.ts'],
  ['adapters/files/y.ts', 'src/domain/y.ts'],
] as const;

/** Lays the imports down as files that do nothing else, and calls `use` with the tree's root. */
async function withTree<T>(
  imports: readonly (readonly string[])[],
  use: (root: string) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'review-gateway-layers-'));
  const lines = new Map<string, string>();
  for (const [from = '', to = ''] of imports) {
    const path = relative(dirname(from), to).replace(/\.ts$/, '');
    lines.set(to, lines.get(to) ?? 'export type Imported = string;\n');
    lines.set(
      from,
      `${lines.get(from) ?? ''}export type { Imported } from '${path.startsWith('.') ? path : `./${path}`}';\n`,
    );
  }
  try {
    for (const [path, text] of lines) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the direction of imports', () => {
  it(
    'is kept by every file of the project',
    async () => {
      const found = await violations(ROOT, ['src', 'adapters', 'test']);
      expect(found.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    },
    TREE_MS,
  );

  it('forbids each import that goes against it, even of a type alone', async () => {
    const found = await withTree(FORBIDDEN, (root) => violations(root, ['src', 'adapters']));
    const named = found.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
    expect(named).toEqual(
      expect.arrayContaining(FORBIDDEN.map(([from, to, rule]) => `${rule}: ${from} -> ${to}`)),
    );
  });

  it('allows each import that goes with it', async () => {
    expect(await withTree(ALLOWED, (root) => violations(root, ['src', 'adapters']))).toEqual([]);
  });

  it('forbids two files that import each other', async () => {
    const pair = [
      ['src/domain/one.ts', 'src/domain/other.ts'],
      ['src/domain/other.ts', 'src/domain/one.ts'],
    ];
    const found = await withTree(pair, (root) => violations(root, ['src']));
    expect(found.map(({ rule }) => rule.name)).toContain('no-cycle');
  });
});
