import { ANY, MONTH, SOME, YEAR } from './transform-oracle';

/** Types of which nobody foretells how many there are. */
const UNCOUNTED = ['DisclosureEntry', 'NarrativeRisk', 'ContactDetail', 'Addendum'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether anything may stand in its place, nothing too. */
function isWild(expected: unknown): boolean {
  if (typeof expected === 'string') return expected.startsWith(ANY) || UNCOUNTED.includes(expected);
  const below = Array.isArray(expected) ? expected : isObject(expected) ? Object.values(expected) : [];
  return below.length > 0 && below.every(isWild);
}

/** A list of objects of which nothing is selected tells nothing but their number, which the oracle may not know. */
const isBare = (expected: unknown): boolean =>
  Array.isArray(expected) && expected.every((one) => isObject(one) && Object.keys(one).length === 0);

const FORMS: Readonly<Record<string, RegExp>> = {
  [SOME]: /[^]/u,
  [YEAR]: /^\d{4}$/u,
  [MONTH]: /^\d{4}-\d{2}$/u,
};

/** Where an answer is not what the oracle foretells; paths and both values. */
export function differences(expected: unknown, actual: unknown, path = ''): readonly string[] {
  if (isWild(expected) || isBare(expected)) return [];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [told(path, expected, actual)];
    return expected.flatMap((one, index) => differences(one, actual[index], `${path}.${String(index)}`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [told(path, expected, actual)];
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => differences(at(expected, key), at(actual, key), `${path}.${key}`));
  }
  const form = typeof expected === 'string' ? FORMS[expected] : undefined;
  const isRight = form ? typeof actual === 'string' && form.test(actual) : expected === actual;
  return isRight ? [] : [told(path, expected, actual)];
}

/** An own property, since aliases may be called like what objects inherit. */
const at = (value: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

const told = (path: string, expected: unknown, actual: unknown): string =>
  `${path}: ${short(expected)} was foretold, ${short(actual)} came`;

/** What is not there at all has no JSON. */
const short = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 300);
