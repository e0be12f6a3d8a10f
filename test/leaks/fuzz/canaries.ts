/**
 * Values of which each stands in one field of one record and nowhere else, so that whatever is found tells where it came
 * from. All of them are recognised by their form alone, in any text.
 */

/** A canary of an agency's field: one word without hyphens, which would make parts of names of it. */
export const canary = (agency: string, handle: string, path: string): string =>
  `fz.${agency}.${handle}.${path}`.replaceAll('-', '');

/** Letters that tell the `index`th person from all others. */
export const codeOf = (index: number): string =>
  [26 * 26, 26, 1]
    .map((size) => String.fromCharCode('a'.charCodeAt(0) + (Math.floor(index / size) % 26)))
    .join('');

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1900, 0, 1);

/** The `index`th day of the last century: dates of birth are canaries too, and nothing else is of that century. */
export const dayOf = (index: number): string =>
  new Date(FIRST_DAY + (index % 36_524) * DAY_MS).toISOString().slice(0, 10);

/** What the register holds of a person, each word of it a canary. */
export interface Identity {
  readonly name: string;
  readonly dateOfBirth: string;
  readonly addresses: readonly {
    readonly lines: readonly string[];
    readonly postcode: string;
    readonly kind: null;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

/** The identity of the `index`th person: a present address and a former one. */
export function identityOf(index: number): Identity {
  const code = codeOf(index);
  const address = (which: string, to: string | null): Identity['addresses'][number] => ({
    lines: [`${code}${which}thorpe Row`],
    postcode: `ZQ${String(index % 90)} ${which === 'now' ? '1' : '2'}${code.slice(1).toUpperCase()}`,
    kind: null,
    from: '2011-02-03',
    to,
  });
  return {
    name: `Quil${code} Farrow${code}`,
    dateOfBirth: dayOf(index),
    addresses: [address('now', null), address('old', '2015-06-07')],
  };
}

const FORMS =
  /fz\.fz(?:trust|council)\.[A-Za-z0-9_.]+|\b(?:quil|farrow)[a-z]{3}\b|\b[a-z]{3}(?:now|old)thorpe\b|\bZQ\d{1,2} \d[A-Z]{2}\b|\b19\d\d-\d\d-\d\d\b/giu;

/** Every canary in a text. */
export const canariesIn = (text: string): readonly string[] => text.match(FORMS) ?? [];
