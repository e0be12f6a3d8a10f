import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';
import { lockPacks } from '../../src/policy';
import { failToStart, startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { at, graphql } from '../support/service-gateway';

let folder: string;
let policies: string;
let originals: Readonly<Record<'baseline' | 'lancashire', string>>;
let environment: Readonly<Record<string, string>>;
let gateway: GatewayProcess;
let coordinator: string;

const SHIPPED = join(packageRoot(), 'policies');
const fileOf = (root: string, pack: string): string => join(root, 'packs', pack, 'pack.yaml');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-reload-'));
  policies = join(folder, 'policies');
  await cp(SHIPPED, policies, { recursive: true });
  originals = {
    baseline: await readFile(fileOf(SHIPPED, 'baseline'), 'utf8'),
    lancashire: await readFile(fileOf(SHIPPED, 'lancashire'), 'utf8'),
  };
  environment = {
    GATEWAY_DATA_FOLDER: join(folder, 'data'),
    GATEWAY_KEY_FOLDER: join(folder, 'keys'),
    GATEWAY_POLICY_FOLDER: policies,
  };
  gateway = await startGatewayProcess(environment);
  const response = await fetch(`${gateway.url}/demo/token?persona=coordinator`);
  coordinator = String(at(await response.json(), 'token'));
}, 240_000);

afterAll(async () => {
  await gateway.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

/** A pack's text with one passage replaced; the passage must be there. */
function changed(pack: 'baseline' | 'lancashire', passage: string, replacement: string): string {
  if (!originals[pack].includes(passage)) throw new Error(`${pack} has no ${passage}`);
  return originals[pack].replace(passage, replacement);
}

/** The folder as it was shipped, with these texts; they are sealed as if nothing had been signed before. */
async function write(
  texts: Partial<typeof originals>,
  { sealed }: { readonly sealed: boolean },
): Promise<void> {
  for (const [pack, text] of Object.entries({ ...originals, ...texts })) {
    await writeFile(fileOf(policies, pack), text);
  }
  if (!sealed) return cp(join(SHIPPED, 'digests.json'), join(policies, 'digests.json'));
  await rm(join(policies, 'digests.json'));
  lockPacks(policies);
}

const logged = (words: string): readonly string[] =>
  gateway
    .output()
    .split('\n')
    .filter((line) => line.includes(words));

/** Has the process read its packs again; the line that it logs of it. */
async function reload(): Promise<string> {
  const before = logged('policy packs').length;
  gateway.signal('SIGHUP');
  for (;;) {
    const lines = logged('policy packs');
    if (lines.length > before) return lines.at(-1) ?? '';
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What decides now: the digest of each pack. */
async function inForce(): Promise<readonly unknown[]> {
  const query =
    '{ baseline: policyMatrix(pack: "baseline") { digest } lancashire: policyMatrix(pack: "lancashire") { digest } }';
  const { data } = await graphql(gateway.url, { query, token: coordinator });
  return [at(data, 'baseline', 'digest'), at(data, 'lancashire', 'digest')];
}

const TITLE = 'title: Product baseline';

/** What can be wrong with one pack: its text, whether it is sealed as it is, and what is said of it. */
const faults = (): readonly (readonly [string, string, boolean, RegExp])[] => [
  ['malformed', 'pack: [', false, /baseline.pack\.yaml:1:\d+: .*YAML/],
  [
    'unsigned',
    originals.baseline.replace(/signatures:\n {2}- .*\n/, 'signatures: []\n'),
    true,
    /baseline.pack\.yaml:\d+:\d+: signatures: the pack is ACTIVE, so it is signed/,
  ],
  [
    'widened beyond what any signature lifts',
    originals.baseline.replace(/( {2}health:\n(?: {4}.*\n)*? {4}wider: \{ outcome: )WITHHELD/, '$1CLEAR'),
    true,
    /cells\.health\.wider\.outcome: CLEAR is what no pack can permit/,
  ],
  [
    'expired',
    changed('baseline', 'from: 2025-01-01, to: null', 'from: 2025-01-01, to: 2025-12-31'),
    true,
    /effective\.to: has passed, so the pack has expired/,
  ],
  [
    'tampered with after it was signed',
    changed('baseline', 'PSEUDONYMISED', 'CLEAR'),
    false,
    /version: a published version is never edited, and this is not the text in digests\.json/,
  ],
  [
    'published without having been sealed',
    changed('baseline', 'version: 1.0.0', 'version: 1.0.1'),
    false,
    /version: is published, but digests\.json does not list it/,
  ],
];

describe('a running gateway that is told to read its packs again', () => {
  it('takes all of them for the next request when all are in order', async () => {
    const before = await inForce();
    await write({ baseline: changed('baseline', TITLE, 'title: Another baseline') }, { sealed: true });
    expect(await reload()).toContain('policy packs reloaded');
    const after = await inForce();
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it('keeps every pack that it had when one is at fault, says exactly why, and goes on answering', async () => {
    const before = await inForce();
    for (const [what, text, sealed, said] of faults()) {
      const sound = changed('lancashire', 'title: Lancashire', 'title: Lancashire anew');
      await write({ baseline: text, lancashire: sound }, { sealed });
      const line = await reload();
      expect({ what, line }).toEqual({ what, line: expect.stringContaining('policy packs kept') as string });
      expect(line).toMatch(said);
      expect({ what, packs: await inForce() }).toEqual({ what, packs: before });
    }
  });

  it('takes them again once the fault is mended', async () => {
    await write({}, { sealed: false });
    expect(await reload()).toContain('policy packs reloaded');
  });
});

describe('a gateway that starts', () => {
  it('refuses every pack that a running one would not take, with exit code 2 and the same words', async () => {
    for (const [what, text, sealed, said] of faults()) {
      await write({ baseline: text }, { sealed });
      const { code, errors } = await failToStart(environment);
      expect({ what, code }).toEqual({ what, code: 2 });
      expect(errors).toMatch(/^PACK_INVALID: /);
      expect(errors).toMatch(said);
    }
  }, 120_000);
});
