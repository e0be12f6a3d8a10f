import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REAL_DATA } from '../adapters/real-data';

/*
 * The redaction rules of the HMPPS Integration API as data, and what they do to a document. They are another team's, so
 * they serve here as an oracle.
 */

export const MASK = '**REDACTED**';

/** What a rule does: JSONPath expressions of the two forms `$..name` and `$.a.b`. */
export interface RedactionRule {
  readonly endpoints: readonly string[];
  readonly MASK?: readonly string[];
  readonly REMOVE?: readonly string[];
}

export interface RedactionPolicy {
  readonly name: string;
  /** Endpoints that are refused altogether. */
  readonly reject?: readonly string[];
  readonly rules: readonly RedactionRule[];
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const FOLDER = join(REAL_DATA, 'hmpps-integration');

export async function readPolicies(): Promise<readonly RedactionPolicy[]> {
  const text = await readFile(join(FOLDER, 'redaction-rules.json'), 'utf8');
  return (JSON.parse(text) as { readonly policies: readonly RedactionPolicy[] }).policies;
}

/** An answer that their own tests expect. */
export async function expectedResponse(name: string): Promise<Json> {
  const path = join(FOLDER, 'src', 'test', 'resources', 'expected-responses', `${name}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as Json;
}

/** The document as the rule leaves it. */
export function redact(document: Json, { MASK: mask = [], REMOVE: remove = [] }: RedactionRule): Json {
  return mapJson(document, (path) => {
    if (remove.some((rule) => covers(rule, path))) return undefined;
    return mask.some((rule) => covers(rule, path)) ? MASK : 'keep';
  });
}

function covers(rule: string, path: readonly string[]): boolean {
  if (rule.startsWith('$..')) return path.at(-1) === rule.slice(3);
  return path.filter((step) => !/^\d+$/.test(step)).join('.') === rule.slice(2);
}

/** Copies a document: `decide` keeps a key's value, masks it, or leaves the key out. Masks nothing that is absent. */
function mapJson(
  document: Json,
  decide: (path: readonly string[]) => 'keep' | typeof MASK | undefined,
  path: readonly string[] = [],
): Json {
  if (typeof document !== 'object' || document === null) return document;
  if (isList(document)) return document.map((item, place) => mapJson(item, decide, [...path, String(place)]));
  const kept = Object.entries(document).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    const below = [...path, key];
    const decided = decide(below);
    if (decided === undefined) return [];
    if (decided === MASK && value !== null) return [[key, MASK]];
    return [[key, mapJson(value, decide, below)]];
  });
  return Object.fromEntries(kept);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The document without what is null, which their serialiser leaves out in some answers. */
export function withoutNulls(document: Json): Json {
  if (typeof document !== 'object' || document === null) return document;
  if (isList(document)) return document.map(withoutNulls);
  return Object.fromEntries(
    Object.entries(document).flatMap(([key, value]) => (value === null ? [] : [[key, withoutNulls(value)]])),
  );
}

/** One leaf of a document by its path, with a value that stands nowhere else. */
export interface Marked {
  readonly path: string;
  readonly mark: string;
}

/** The document with a value of its own in every text and number, so that each can be found again wherever it went. */
export function marked(document: Json): { readonly document: Json; readonly marks: readonly Marked[] } {
  const marks: Marked[] = [];
  const walk = (value: Json, path: string): Json => {
    if (value === null || typeof value === 'boolean') return value;
    if (isList(value)) return value.map((item) => walk(item, `${path}[]`));
    if (typeof value === 'object')
      return Object.fromEntries(
        // What is about the transport is no data of a person.
        Object.entries(value).map(([key, below]) => [
          key,
          key === 'pagination' ? below : walk(below, path === '' ? key : `${path}.${key}`),
        ]),
      );
    const mark = markOf(value, marks.length);
    marks.push({ path, mark: String(mark) });
    return mark;
  };
  return { document: walk(document, ''), marks };
}

function markOf(value: string | number, place: number): string | number {
  if (typeof value === 'number') return 700_000 + place;
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return new Date(Date.UTC(1900, place, 1)).toISOString().slice(0, 10);
  const letters = String(place)
    .padStart(3, '0')
    .replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)] ?? '');
  return `zq${letters}v`;
}

/** Whether the mark stands in the text, and not as a part of a longer word or number. */
export const holds = (text: string, mark: string): boolean =>
  new RegExp(`(?<![\\w-])${mark}(?![\\w-])`).test(text);

/** Whether the mark, or the month of one that is a date, stands in the text; each date has a month of its own. */
export const tells = (text: string, mark: string): boolean =>
  text.includes(/^\d{4}-\d{2}-\d{2}$/.test(mark) ? mark.slice(0, 7) : mark);
