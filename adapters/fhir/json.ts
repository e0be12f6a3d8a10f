/** A JSON object of which nothing else is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list, or of what stands alone where a list may stand. */
export const listOf = (value: unknown): readonly JsonObject[] => [value].flat().filter(isObject);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The value of JSON `text`, or undefined for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
