import type { CheckedStatement } from './checked';

/** SSDA903 legal statuses that a child has only because of an alleged or proven offence. */
const OFFENCE_STATUS = /^J[1-3]$/iu;
const OFFENCE_STATUS_WORDS =
  /\bremand|\bPACE\b|police and criminal evidence|youth rehabilitation|youth detention/iu;

/** Services, roles and places that nobody meets without an offence or the suspicion of one. */
const OFFENCE_SERVICE =
  /probation|youth offending|youth justice|\bYOTs?\b|\bYJS\b|\bMAPPA\b|\bprisons?\b|\bHMP\b|\bYOI\b|offender|custody/iu;

/** Whether a legal status reveals criminal offence data (UK GDPR art. 10) sideways. */
export const isOffenceStatus = ({ code, description, kind, status }: CheckedStatement): boolean =>
  OFFENCE_STATUS.test((code ?? '').trim()) ||
  [code, description, kind, status].some((words) => OFFENCE_STATUS_WORDS.test(words ?? ''));

/** Whether the name of a service, role, organisation or place reveals it. */
export const isOffenceService = (words: string): boolean => OFFENCE_SERVICE.test(words);
