import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  COSIGNATURE,
  cosignNote,
  isSignedBy,
  logOfOrigin,
  parseCheckpoint,
  verifierLine,
  verifiersOf,
} from '../../src/audit/checkpoint';
import { publicBytesOf } from '../../src/audit/checkpoint/ed25519';
import { verifyConsistency, type TreeHead } from '../../src/audit/merkle';

/** A small witness after C2SP tlog-witness, for one log's keys. */
export interface WitnessServer {
  readonly url: string;
  /** Its verifier, in one line. */
  readonly key: string;
  /** What it has cosigned last, by log. */
  readonly seen: Map<string, TreeHead>;
  /** Signs with another key than it says, when set. */
  forge: boolean;
  close(): Promise<void>;
}

export async function startWitness(gatewayKeys: () => Promise<readonly Buffer[]>): Promise<WitnessServer> {
  const [own, other] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey];
  const name = 'witness.example/w1';
  const seen = new Map<string, TreeHead>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      void answer(body).then(({ status, text, type = 'text/plain' }) => {
        response
          .writeHead(request.url === '/add-checkpoint' ? status : 404, { 'content-type': type })
          .end(text);
      });
    });
  });
  const answer = async (body: string): Promise<{ status: number; text: string; type?: string }> => {
    const [head, note] = [body.slice(0, body.indexOf('\n\n')), body.slice(body.indexOf('\n\n') + 2)];
    const [old = '', ...proof] = head.split('\n');
    const oldSize = Number(/^old (\d+)$/.exec(old)?.[1] ?? NaN);
    const { checkpoint, signed } = parseCheckpoint(note);
    const log = logOfOrigin(checkpoint.origin);
    if (!isSignedBy(signed, verifiersOf(log, await gatewayKeys()))) return { status: 403, text: '' };
    if (!(oldSize <= checkpoint.size)) return { status: 400, text: '' };
    const known = seen.get(log);
    if ((known?.size ?? 0) !== oldSize)
      return { status: 409, text: `${known?.size ?? 0}\n`, type: 'text/x.tlog.size' };
    const hashes = proof.map((line) => Buffer.from(line, 'base64'));
    if (known && !verifyConsistency(known, checkpoint, hashes)) return { status: 422, text: '' };
    seen.set(log, checkpoint);
    return { status: 200, text: cosigned(note, witness.forge ? other : own) };
  };
  const cosigned = (note: string, key: KeyObject): string =>
    cosignNote(note, { name, key, at: new Date('2026-03-02T09:00:00Z') }).slice(note.length);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const witness: WitnessServer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    key: verifierLine({ name, kind: COSIGNATURE, publicKey: publicBytesOf(own) }),
    seen,
    forge: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return witness;
}
