/** The object identifiers of the PostgreSQL types whose JavaScript form both drivers must agree on. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const BYTEA = 17;

function toInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError('a bigint of the database exceeds the safe integers');
  return value;
}

/**
 * How columns are read, the same over pg and PGlite: bigint as a number (refused beyond the safe integers), date as ISO
 * text (no time zone may move it), timestamptz as `Date`, bytea as `Buffer`.
 */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = Object.freeze({
  [INT8]: toInteger,
  [DATE]: (text: string) => text,
  [TIMESTAMPTZ]: (text: string) => new Date(text),
  [BYTEA]: (text: string) => Buffer.from(text.slice('\\x'.length), 'hex'),
});

/** How PGlite is given what pg accepts by itself. */
export const SERIALIZERS: Readonly<Record<number, (value: Buffer) => string>> = Object.freeze({
  [BYTEA]: (value: Buffer) => `\\x${value.toString('hex')}`,
});
