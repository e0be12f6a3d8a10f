import { SPECIAL_CATEGORIES, type DataCategory } from '../../domain/data-category';
import type { Purpose } from '../../domain/purpose';
import type { Finding } from '../fault';
import { answersOf, cellsByColumn, flowsOf, holds, mayDisclose } from '../flows';
import type { PackSource } from '../schema';
import { bringsOffenceBasis } from './lawful-bases';

type BasisSource = PackSource['lawfulBases'][number];

/** What is asked of one lawful basis; null where it is in order. */
type Question = (
  basis: BasisSource,
  pack: PackSource,
) => { readonly at: string; readonly says: string } | null;

/** The section that gives a purpose its power to require information (catalogue, X6). */
const POWER: Readonly<Partial<Record<Purpose, string>>> = {
  CHILD_SAFEGUARDING_PRACTICE_REVIEW: '16H',
  RAPID_REVIEW: '16H',
  CHILD_DEATH_REVIEW: '16N',
  SAFEGUARDING_ADULT_REVIEW: 's.45',
  DOMESTIC_HOMICIDE_REVIEW: 's.9',
};

const QUESTIONS: readonly Question[] = Object.freeze<Question[]>([
  ({ stated, article6 }) => {
    const named = stated?.article6;
    if (named === undefined || named.length === 1) return null;
    const says =
      named.length === 0
        ? `BASIS_NOT_STATED: the document cites no article 6 basis; ${article6} is assumed`
        : `BASIS_NOT_SPECIFIC: the document cites ${named.join(', ')}; ${article6} is taken to lead`;
    return { at: 'article6', says };
  },
  ({ article9 }) => {
    const letters = (texts: readonly string[]): string =>
      [...new Set(texts.flatMap((text) => /([a-j])\)?$/.exec(text)?.[1] ?? []))].sort().join();
    if (article9.asStated.length === 0 || article9.normalised.length === 0) return null;
    if (letters(article9.asStated) === letters(article9.normalised)) return null;
    const says = `CITATION_MISMATCH: the document cites ${article9.asStated.join(', ')}; read as ${article9.normalised.join(', ')}`;
    return { at: 'article9', says };
  },
  ({ article9, schedule1, stated }) => {
    if (!article9.normalised.includes('9(2)(g)')) return null;
    if (schedule1.length > 0 && stated?.schedule1?.length !== 0) return null;
    const says =
      'SCHEDULE_1_MISSING: article 9(2)(g) needs a condition of Schedule 1, and the document cites none';
    return { at: 'schedule1', says };
  },
  ({ purposes, article9, stated }, pack) => {
    const homicide = purposes.includes('DOMESTIC_HOMICIDE_REVIEW');
    if (!homicide || stated === undefined || article9.asStated.length > 0) return null;
    if (!disclosesSpecial(pack, 'DOMESTIC_HOMICIDE_REVIEW')) return null;
    const says = 'DHR_SPECIAL_BASIS_MISSING: the document cites no condition of article 9 for these reviews';
    return { at: 'article9', says };
  },
  ({ purposes, article10 }, pack) => {
    if (article10.schedule1.length > 0 || !purposes.some((purpose) => awaitsOffenceBasis(pack, purpose)))
      return null;
    const says =
      'OFFENCE_BASIS_MISSING: the document cites no condition for criminal offence data, which stay withheld until one is recorded';
    return { at: 'article10', says };
  },
  ({ purposes, stated }) => {
    const named = stated?.statute;
    const missing = purposes
      .flatMap((purpose) => POWER[purpose] ?? [])
      .find((section) => named !== undefined && !named.some((text) => text.includes(section)));
    if (missing === undefined) return null;
    return { at: 'statute', says: `REQUEST_POWER_MISSING: the document does not cite ${missing}` };
  },
]);

/**
 * Warns where the document's own citations are missing, several or at odds with its words, until the data protection
 * officer has signed the lawful basis off (catalogue, X2 to X6).
 */
export function citationsAreSound(pack: PackSource): readonly Finding[] {
  return pack.lawfulBases.flatMap((basis, index) => {
    if (basis.signedOffBy !== null) return [];
    return QUESTIONS.flatMap((question): readonly Finding[] => {
      const answer = question(basis, pack);
      if (answer === null) return [];
      const message = `${answer.says}: have the data protection officer sign the basis off`;
      return [{ path: ['lawfulBases', index, answer.at], message, severity: 'WARNING' }];
    });
  });
}

/** Warns of a lawful basis for a purpose that no column serves. */
export function lawfulBasesAreUsed(pack: PackSource): readonly Finding[] {
  const answers = answersOf(pack);
  const served = new Set(flowsOf(pack).map(({ purpose }) => purpose));
  return pack.lawfulBases.flatMap((basis, index) =>
    basis.purposes
      .filter((purpose) => holds(basis, answers) && !served.has(purpose))
      .map((purpose): Finding => {
        const message = `no column serves ${purpose}: serve somebody or remove the basis`;
        return { path: ['lawfulBases', index, 'purposes'], message, severity: 'WARNING' };
      }),
  );
}

/** Warns of documents out of step with the world, and of an old edition of the guidance. */
export function documentsAreFresh(pack: PackSource): readonly Finding[] {
  const stale = pack.documents.flatMap(({ stale: marks = [] }, index) =>
    marks.map(({ reason, what }, at): Finding => ({
      path: ['documents', index, 'stale', at],
      message: `${reason}: ${what} Ask the partnership for a new text`,
      severity: 'WARNING',
    })),
  );
  const edition = pack.settings.guidanceEdition ?? null;
  if (edition === null || edition >= CURRENT_EDITION) return stale;
  const message = `EDITION_SUPERSEDED: reviews moved to chapter 5 in the edition of ${CURRENT_EDITION}: have the document renewed`;
  return [...stale, { path: ['settings', 'guidanceEdition'], message, severity: 'WARNING' }];
}

/** The edition of Working Together to Safeguard Children that moved reviews to chapter 5. */
const CURRENT_EDITION = 2023;

const special: ReadonlySet<DataCategory> = new Set(SPECIAL_CATEGORIES);

function disclosesSpecial(pack: PackSource, purpose: Purpose): boolean {
  return cellsFor(pack, purpose).some(({ category, cell }) => special.has(category) && mayDisclose(cell));
}

const awaitsOffenceBasis = (pack: PackSource, purpose: Purpose): boolean =>
  cellsFor(pack, purpose).some(({ cell }) => bringsOffenceBasis(cell));

function cellsFor(pack: PackSource, purpose: Purpose) {
  const columns = cellsByColumn(pack);
  return flowsOf(pack)
    .filter((flow) => flow.open && flow.purpose === purpose)
    .flatMap(({ column }) => columns.get(column) ?? []);
}
