import type { Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import { fieldOfText, type FindingField } from './categories';
import type { Resource } from './resources';
import { coded } from './translate-clinical';

type Document = Resource<'DocumentReference'>;

const GZIP = Buffer.from([0x1f, 0x8b]);

/** A document's text, where the source holds it as text; null for other formats and for documents kept elsewhere. */
export function textOf({ content }: Document): string | null {
  const texts = content.flatMap(({ attachment }) => {
    if (attachment?.data === undefined || !/^text\//i.test(attachment.contentType ?? 'text/')) return [];
    const text = decode(Buffer.from(attachment.data, 'base64'));
    if (text === null) return [];
    return [/^text\/html/i.test(attachment.contentType ?? '') ? text.replace(/<[^>]*>/g, ' ') : text];
  });
  return texts.length === 0 ? null : texts.join('\n').trim();
}

function decode(bytes: Buffer): string | null {
  if (bytes.subarray(0, GZIP.length).equals(GZIP)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The contract field that a document belongs to. */
export const fieldOfDocument = (document: Document): FindingField => fieldOfText(textOf(document) ?? '');

/** A document with its text as narrative. Notes hold what was seen and what was thought of it. */
export function documentStatement(document: Document, entryHandle: (entryKey: string) => string): Statement {
  const titled = document.content.find(({ attachment }) => attachment?.title !== undefined)?.attachment
    ?.title;
  const { description = null, ...code } = coded(document.type);
  return {
    handle: entryHandle(`DocumentReference/${document.id}`),
    assertion: 'COMBINATION',
    addenda: [],
    kind: 'document',
    ...code,
    description: description ?? document.description ?? titled ?? null,
    narrative: textOf(document),
    status: document.docStatus ?? document.status ?? null,
    service: document.custodian?.display ?? null,
    from: toPartialDate(document.date),
    to: toPartialDate(document.date),
  };
}
