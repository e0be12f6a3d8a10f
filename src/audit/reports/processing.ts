import { DATA_CATEGORIES } from '../../domain/data-category';
import { PURPOSES, type Purpose } from '../../domain/purpose';
import { CONTRIBUTIONS, STANDINGS } from '../../domain/standing';
import type { CompiledPack, LawfulBasis } from '../../policy';
import { report, type ReportSource } from './report';
import { compare, counted, listed } from './words';

/**
 * R12: the record of processing activities (UK GDPR art. 30(1)), with what the Data Protection Act 2018, Sch. 1, para. 41
 * adds, from the packs in force: a row for each purpose for which a pack discloses anything.
 */
export const processing = report({
  name: 'processing',
  code: 'R12',
  title: 'Record of processing activities',
  question: 'What is processed, for which purpose, on which law, who receives it, and how long is it kept?',
  parameters: ['partnerships'],
  columns: [
    { key: 'controller', title: 'Controller' },
    { key: 'purpose', title: 'Purpose' },
    { key: 'recipients', title: 'Recipients' },
    { key: 'categories', title: 'Categories of data' },
    { key: 'article6', title: 'Lawful basis (art. 6)' },
    { key: 'article9', title: 'Special category data (art. 9)' },
    { key: 'article10', title: 'Criminal offence data (art. 10)' },
    { key: 'statute', title: 'Statute' },
    { key: 'policyDocument', title: 'Appropriate policy document' },
    { key: 'transfers', title: 'Access from outside the UK' },
    { key: 'retention', title: 'Retention' },
    { key: 'pack', title: 'Policy pack' },
  ],
  async *run(source, { partnerships }) {
    const adopted = await packsOf(source, partnerships);
    let activities = 0;
    for (const pack of adopted) {
      for (const purpose of PURPOSES) {
        const basis = pack.lawfulBasis(purpose);
        const shown = disclosedFor(pack, purpose);
        if (basis === null || shown.categories === '') continue;
        activities += 1;
        yield { ...ofPack(pack), ...lawOf(basis), ...shown, purpose };
      }
    }
    const totals = { packs: adopted.length, activities };
    const sentence = `${counted(activities, 'processing activity', 'processing activities')} under ${counted(adopted.length, 'pack')} in force.`;
    return { totals, ok: true, sentence };
  },
});

/** The packs in force: all, or those of the partnerships. */
async function packsOf(
  { db, packs, clock }: ReportSource,
  partnerships: readonly (string | null)[] | undefined,
): Promise<readonly CompiledPack[]> {
  const now = clock.now();
  const inForce = packs
    .filter((pack) => pack.isInForce(now))
    .toSorted((one, other) => compare(one.key, other.key));
  if (partnerships === undefined) return inForce;
  const rows = await db.selectFrom('partnership').select(['id', 'pack_key']).execute();
  const keys = new Set(rows.flatMap(({ id, pack_key: key }) => (partnerships.includes(id) ? [key] : [])));
  return inForce.filter(({ key }) => keys.has(key));
}

function disclosedFor(pack: CompiledPack, purpose: Purpose): { recipients: string; categories: string } {
  const columns = pack.recipients.filter(({ audiences }) =>
    audiences.some(({ purposes }) => purposes.includes(purpose)),
  );
  const recipients = columns.filter(({ cells }) =>
    DATA_CATEGORIES.some(
      (category) => cells[category].outcome !== 'WITHHELD' || cells[category].then !== null,
    ),
  );
  const tables = STANDINGS.map((standing) => pack.table(standing, purpose));
  const categories = DATA_CATEGORIES.filter(
    (category) =>
      recipients.some(
        ({ cells }) => cells[category].outcome !== 'WITHHELD' || cells[category].then !== null,
      ) || tables.some((table) => CONTRIBUTIONS.some((side) => table[side][category].outcome !== 'WITHHELD')),
  );
  return { recipients: listed(recipients.map(({ title }) => title)), categories: categories.join(', ') };
}

const lawOf = ({ article6, article9, schedule1, article10, statute }: LawfulBasis) => ({
  article6,
  article9: [...article9, ...schedule1.map((one) => `DPA 2018 Sch. 1 ${one}`)].join(', '),
  article10: article10.map((one) => `DPA 2018 Sch. 1 ${one}`).join(', '),
  statute: statute.join(', '),
});

function ofPack({ controller, documents, gates, retention, key, version }: CompiledPack) {
  const policy = documents.find(({ kind }) => kind === 'APPROPRIATE_POLICY_DOCUMENT');
  return {
    controller,
    policyDocument:
      policy === undefined ? 'none named' : `${policy.title}${policy.supplied ? '' : ' (not supplied)'}`,
    transfers: gates.ukOnly ? 'refused' : 'the pack does not rule it out',
    retention: retention
      .map(
        ({ rule, latestOf }) =>
          `${rule}: ${latestOf.map(({ from, add }) => `${add} from ${from}`).join(' or, if later, ') || 'period not supplied'}`,
      )
      .join('; '),
    pack: `${key} ${version}`,
  };
}
