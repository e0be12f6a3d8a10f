import type { AnswerCount } from '../domain/disclosure-grant';

/** What passed between the gateway and one agency in one operation: ids, names and counts. */
export interface Exchange {
  /** The grants' own ids, one for each attempt. */
  readonly grants: readonly string[];
  /** `fieldsDigest` of what was asked for. */
  readonly fields: string;
  /** How many records were asked for. */
  readonly records: number;
  /** What came, before anything was checked or left out. */
  readonly answered: AnswerCount;
}

const PREFIX = 'value:';

/** The exchange as one detail of an audit event. */
export function printExchange({ grants, fields, records, answered }: Exchange): string {
  const values = Object.entries(answered.values).map(([name, count]) => `${PREFIX}${name}=${count}`);
  return [
    `grants=${grants.join(',')}`,
    `fields=${fields}`,
    `asked=${records}`,
    `answered=${answered.records}`,
    ...values,
  ].join(' ');
}

/** The exchange that a detail tells of; undefined where it tells of none. */
export function exchangeIn(detail: string | undefined): Exchange | undefined {
  if (detail === undefined) return undefined;
  const words = new Map(
    detail.split(' ').map((word): [string, string] => {
      const [name = '', value = ''] = word.split('=');
      return [name, value];
    }),
  );
  const number = (name: string): number => Number(words.get(name) ?? 0);
  const values = [...words].flatMap(([name, value]): [string, number][] =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), Number(value)]] : [],
  );
  return {
    grants: (words.get('grants') ?? '').split(',').filter((jti) => jti !== ''),
    fields: words.get('fields') ?? '',
    records: number('asked'),
    answered: { records: number('answered'), values: Object.fromEntries(values) },
  };
}
