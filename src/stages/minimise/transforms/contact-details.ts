import { bare, type ReleasedContactDetail } from '../released';
import type { TransformContext } from './transform';

type ContactDetails = readonly ReleasedContactDetail[] | null;

const KINDS: ReadonlySet<string> = new Set(['telephone', 'email', 'language']);
const OTHER_KIND = 'other';
/** The name of a language, or its tag (RFC 5646): letters, with the few signs that such names have. */
const LANGUAGE = /^[\p{L}\p{M}][\p{L}\p{M} ()'’-]{0,39}$/u;

const kindOf = ({ kind }: ReleasedContactDetail): string => (kind && KINDS.has(kind) ? kind : OTHER_KIND);

/** Contact details as the agency wrote them; official numbers that strayed in are masked. */
export const clearContactDetails = (
  details: ContactDetails,
  { maskCode }: TransformContext,
): ContactDetails =>
  details?.map((detail) =>
    bare({
      ...(detail.kind === undefined ? {} : { kind: maskCode(detail.kind) }),
      ...(detail.value === undefined ? {} : { value: maskCode(detail.value) }),
    }),
  ) ?? null;

/** Which kinds there are, each once and with the subject's pseudonym: a telephone number is too short to be hashed. */
export function pseudonymisedContactDetails(
  details: ContactDetails,
  context: TransformContext,
): ContactDetails {
  if (details === null) return null;
  const value = context.pseudonyms.identifier('contactDetails', context.subject);
  const first = new Map(details.map((detail) => [kindOf(detail), detail]));
  return [...first].map(([kind, detail]) =>
    bare({
      ...(detail.kind === undefined ? {} : { kind }),
      ...(detail.value === undefined ? {} : { value }),
    }),
  );
}

/** The languages only: by them nobody is reached, and a meeting needs an interpreter. */
export function generalisedContactDetails(
  details: ContactDetails,
  { maskText }: TransformContext,
): ContactDetails {
  return (
    details
      ?.filter(({ kind, value }) => kind === 'language' && LANGUAGE.test(value ?? ''))
      .map(({ value }) => bare({ kind: 'language', value: maskText(value ?? null) })) ?? null
  );
}
