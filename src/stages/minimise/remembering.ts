/** Characters of a text worth remembering, and how many texts are. */
const SHORT = 80;
const REMEMBERED = 1_000;

/**
 * A pure function of texts that looks once at each of those that come again and again: most leaves are a few words. What is
 * remembered goes with the function.
 */
export function remembering<Result>(make: (text: string) => Result): (text: string) => Result {
  const seen = new Map<string, Result>();
  return (text) => {
    if (text.length > SHORT) return make(text);
    const known = seen.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (seen.size >= REMEMBERED) seen.clear();
    seen.set(text, made);
    return made;
  };
}
