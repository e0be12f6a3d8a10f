import { request } from 'undici';

/** What a witness is asked to cosign (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  /** The submission prefix. */
  readonly url: string;
  /** The size of the tree that the witness cosigned last, as far as is known; 0 for none. */
  readonly oldSize: number;
  /** RFC 6962, section 2.1.2; empty from size 0. */
  readonly proof: readonly Buffer[];
  /** The signed checkpoint. */
  readonly note: string;
}

/**
 * What a witness answered: signature lines; the size that it knows instead; or a refusal, of the signature or the origin
 * (403, 404), of the proof (422, or 409 without a size), or for any other reason.
 */
export type WitnessAnswer =
  | { readonly kind: 'COSIGNED'; readonly lines: string }
  | { readonly kind: 'OTHER_SIZE'; readonly size: number }
  | { readonly kind: 'UNSIGNED' | 'INCONSISTENT' | 'FAILED' };

const TIMEOUT_MS = 10_000;
/** Far above what signature lines take. */
const MOST_BYTES = 65_536;
const SIZE = /^(?:0|[1-9][0-9]{0,15})\n?$/;

/** The body of the request: the old size, the proof, an empty line, the checkpoint. */
export const addCheckpointBody = ({ oldSize, proof, note }: Omit<AddCheckpoint, 'url'>): string =>
  [`old ${oldSize}`, ...proof.map((hash) => hash.toString('base64')), '', note].join('\n');

/** Asks a witness to cosign. What keeps it from answering counts as a failure; nothing is thrown. */
export async function addCheckpoint(asked: AddCheckpoint): Promise<WitnessAnswer> {
  try {
    const { statusCode, headers, body } = await request(`${asked.url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: addCheckpointBody(asked),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    const text = await limited(body);
    return answerOf({ statusCode, type: String(headers['content-type'] ?? ''), text });
  } catch {
    return { kind: 'FAILED' };
  }
}

async function limited(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error('a witness answered with too much');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function answerOf({
  statusCode,
  type,
  text,
}: {
  readonly statusCode: number;
  readonly type: string;
  readonly text: string;
}): WitnessAnswer {
  if (statusCode === 200) return { kind: 'COSIGNED', lines: text };
  if (statusCode === 403 || statusCode === 404) return { kind: 'UNSIGNED' };
  if (statusCode === 422) return { kind: 'INCONSISTENT' };
  if (statusCode !== 409) return { kind: 'FAILED' };
  return type.startsWith('text/x.tlog.size') && SIZE.test(text)
    ? { kind: 'OTHER_SIZE', size: Number(text) }
    : { kind: 'INCONSISTENT' };
}
