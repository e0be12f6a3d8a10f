import { DATA_CATEGORIES, type DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { Purpose } from '../../domain/purpose';
import { CONTRIBUTIONS, type Contribution, type Standing } from '../../domain/standing';
import type { Cell, Clause, CompiledPack } from '../compiled-pack';
import { clausesOf } from '../explain';
import type { PartyClass } from '../party';
import type { RetentionRule } from '../retention';
import {
  CATEGORY_WORDS,
  CONTRIBUTION_WORDS,
  FORM_WORDS,
  lawfulBasisWords,
  listed,
  PURPOSE_WORDS,
  STANDING_WORDS,
} from './words';

/** Whom a statement is about. */
export interface StatementQuestion {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly party?: PartyClass | undefined;
}

/**
 * The plain-English paragraph for a letter or a privacy notice: who receives what, in which form, on which law and whose
 * words, and how long it is kept. It speaks of what the pack permits, not of what is held on anybody.
 */
export function disclosureStatement(
  pack: CompiledPack,
  { standing, purpose, party }: StatementQuestion,
): string {
  const table = pack.table(standing, purpose, { party });
  const who = STANDING_WORDS[standing];
  const cells = DATA_CATEGORIES.flatMap((category) => CONTRIBUTIONS.map((side) => table[side][category]));
  const shown = cells.filter(({ outcome }) => outcome !== 'WITHHELD');
  const opening = `For ${PURPOSE_WORDS[purpose]}, under the arrangements of ${pack.controller}, `;
  if (shown.length === 0) {
    return `${opening}${who} ${receives(standing)} nothing about you through this service.${waiting(cells)}`;
  }
  const same = DATA_CATEGORIES.every(
    (category) => table.OWN[category].outcome === table.OTHER[category].outcome,
  );
  const parts = same
    ? [`${opening}${who} ${receives(standing)} ${forms(table.OTHER)}.`]
    : CONTRIBUTIONS.map((side, index) => {
        const start = index === 0 ? `${opening}${who}` : who.charAt(0).toUpperCase() + who.slice(1);
        return `${start} ${receives(standing)}, of ${CONTRIBUTION_WORDS[side]}, ${forms(table[side])}.`;
      });
  return [
    ...parts,
    notShown(table),
    law(pack, purpose),
    wordsReliedOn(pack, shown),
    kept(pack),
    waiting(cells).trim(),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const receives = (standing: Standing): string => (standing === 'PARTICIPATING' ? 'receive' : 'receives');

const FORMS: readonly Exclude<Outcome, 'WITHHELD'>[] = ['CLEAR', 'PSEUDONYMISED', 'GENERALISED'];

function forms(cells: Readonly<Record<DataCategory, Cell>>): string {
  const parts = FORMS.flatMap((form) => {
    const categories = DATA_CATEGORIES.filter((category) => cells[category].outcome === form);
    return categories.length === 0
      ? []
      : [`${FORM_WORDS[form]}: ${listed(categories.map((category) => CATEGORY_WORDS[category]))}`];
  });
  return parts.length === 0 ? 'nothing' : parts.join('; ');
}

function notShown(table: Readonly<Record<Contribution, Readonly<Record<DataCategory, Cell>>>>): string {
  const never = DATA_CATEGORIES.filter((category) =>
    CONTRIBUTIONS.every((side) => table[side][category].outcome === 'WITHHELD'),
  );
  return never.length === 0 ? '' : `Not shown: ${listed(never.map((category) => CATEGORY_WORDS[category]))}.`;
}

function law(pack: CompiledPack, purpose: Purpose): string {
  const basis = pack.lawfulBasis(purpose);
  return basis === null ? '' : `The law that allows this is ${lawfulBasisWords(basis)}.`;
}

function wordsReliedOn(pack: CompiledPack, shown: readonly Cell[]): string {
  const clauses = new Map<string, Clause>(
    shown.flatMap((cell) => clausesOf(pack, cell).map((clause) => [clause.key, clause] as const)),
  );
  const quotes = [...clauses.values()]
    .filter(({ quote }) => quote !== '')
    .map(({ document, place, quote }) => `“${quote}” (${document}, ${place})`);
  return quotes.length === 0 ? '' : `It rests on these words: ${quotes.join('; ')}.`;
}

const STARTS: Readonly<Record<RetentionRule['latestOf'][number]['from'], string>> = {
  DATE_OF_BIRTH: 'the date of birth',
  DATE_OF_DEATH: 'the date of death',
  REVIEW_COMPLETED: 'the completion of the review',
  REVIEW_CLOSED: 'the closing of the review',
  PUBLISHED: 'publication',
  RECEIVED: 'receipt',
  CONSENT_WITHDRAWN: 'the withdrawal of consent',
  PROCESSING_ENDED: 'the end of the processing',
  NO_LONGER_NEEDED: 'the day on which it is no longer needed',
  EVENT_RECORDED: 'the event',
  REVIEW_DESTRUCTION_DUE: 'the day on which the review is due for destruction',
};

/** The rules whose period was supplied and which rest on the partnership's own words. */
function kept(pack: CompiledPack): string {
  const rules = pack.retention
    .filter(({ latestOf, clause }) => latestOf.length > 0 && clause !== null)
    .map(({ appliesTo, latestOf }) => {
      const terms = latestOf.map(({ from, add }) => `${duration(add)} ${STARTS[from]}`);
      return `${appliesTo}: until ${terms.join(' or, if later, ')}`;
    });
  return rules.length === 0 ? '' : `How long it is kept: ${rules.join('; ')}.`;
}

/** `P75Y` as `75 years from`; no time at all as nothing but the start. */
function duration(iso: string): string {
  const units: Readonly<Record<string, string>> = { Y: 'year', M: 'month', D: 'day' };
  const parts = [...iso.matchAll(/(\d+)([YMD])/g)]
    .filter(([, count]) => Number(count) > 0)
    .map(([, count, unit]) => `${count ?? ''} ${units[unit ?? ''] ?? ''}${count === '1' ? '' : 's'}`);
  return parts.length === 0 ? '' : `${listed(parts)} from`;
}

function waiting(cells: readonly Cell[]): string {
  return cells.some(({ then }) => then !== null)
    ? ' More is shown only once it is recorded that you agreed or that the law requires or permits it.'
    : '';
}
