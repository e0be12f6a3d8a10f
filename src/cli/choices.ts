import { InvalidArgumentError, Option } from 'commander';

/** An option that takes one of these words, in whatever case it is written. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, `${description}: ${words.join(', ')}`).argParser((given: string) =>
    oneOf(given, words),
  );
}

/** An option that takes several of these words, separated by commas. */
export function choices(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, `${description}, separated by commas: ${words.join(', ')}`).argParser(
    (given: string) => given.split(',').map((one) => oneOf(one.trim(), words)),
  );
}

function oneOf(given: string, words: readonly string[]): string {
  const found = words.find((word) => word.toLowerCase() === given.toLowerCase());
  if (found === undefined) throw new InvalidArgumentError(`Take one of: ${words.join(', ')}.`);
  return found;
}
