import { canariesIn } from './fuzz/canaries';
import { Campaign } from './fuzz/campaign';
import { startFuzzFixture, type FuzzFixture } from './fuzz/fixture';
import { Judge } from './fuzz/judge';
import { publishedSchema } from './fuzz/oracle-schema';
import { Sender } from './fuzz/target';

/** Any number of any seed: `FUZZ_OPERATIONS=200000 FUZZ_SEED=random npm test -- test/leaks/fuzz.test.ts` */
const COUNT = Number(process.env['FUZZ_OPERATIONS'] ?? 20_000);
const GIVEN = process.env['FUZZ_SEED'] ?? '20250101';
const SEED = GIVEN === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(GIVEN);
const PARALLEL = 12;

let fixture: FuzzFixture;
let sender: Sender;
let campaign: Campaign;

beforeAll(async () => {
  fixture = await startFuzzFixture();
  const { target, reviews, packs } = fixture;
  sender = new Sender(target, PARALLEL);
  const judge = new Judge({ reviews, packs });
  campaign = new Campaign({ target, sender, judge, reviews, schema: publishedSchema(), parallel: PARALLEL });
  fixture.onRequest = campaign.onRequest;
}, 600_000);

afterAll(async () => {
  await sender.close();
  await fixture.close();
});

describe('operations that nobody wrote', () => {
  it(
    `show what the packs permit and nothing else, ${String(COUNT)} of them from seed ${String(SEED)}`,
    async () => {
      const failure = await campaign.run({ seed: SEED, count: COUNT });
      if (failure) {
        await campaign.shrink(failure);
        throw new Error(`Not seen again alone: ${JSON.stringify(failure)}`);
      }
      expect(campaign.tally.sent).toBe(COUNT);
    },
    COUNT * 100 + 120_000,
  );

  it('were of every kind, or they would prove nothing', () => {
    const { sent, disclosed, refused, tooLarge, asked } = campaign.tally;
    expect(disclosed / sent).toBeGreaterThan(0.05);
    expect(refused / sent).toBeGreaterThan(0.05);
    expect(tooLarge / sent).toBeLessThan(0.05);
    expect(asked / sent).toBeGreaterThan(0.05);
  });

  it('left no canary in any row of the database, in Redis or in the metrics', async () => {
    const stores = await fixture.target.stores();
    expect([...stores.keys()]).toEqual(
      expect.arrayContaining(['audit_event', 'subject', 'redis', 'metrics']),
    );
    expect(stores.get('audit_event')?.length).toBeGreaterThan(COUNT);
    expect(stores.get('metrics')).toMatch(/^# HELP /mu);
    for (const [name, text] of stores) expect([name, canariesIn(text)]).toEqual([name, []]);
  });
});
