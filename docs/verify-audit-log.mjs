// node verify-audit-log.mjs EXPORT VERIFIERS [CHECKPOINTS...]: verifies what `audit export` wrote with what `audit keys`
// printed, and with checkpoints kept elsewhere. It trusts nothing but Node.js; exit code 1 when a log was changed.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { promises, readFileSync } from 'node:fs';
const [exported, verifiers, ...noteFiles] = process.argv.slice(2);
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const node = (left, right) => sha256(Buffer.of(1), left, right);
const rootOf = ({ nodes }) => nodes.reduceRight((right, left) => node(left, right)).toString('hex');
const originOf = (log) => `review-gateway/audit/${encodeURIComponent(log)}`;
const jwk = (key) => ({ kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url') });
const keyOf = ([, key]) => createPublicKey({ key: jwk(Buffer.from(key, 'base64')), format: 'jwk' });
const keys = [...readFileSync(verifiers, 'utf8').matchAll(/\+[0-9a-f]{8}\+(.+)$/gm)].map(keyOf);
function readSigned(note) {
  const [body, lines = ''] = note.split('\n\n');
  const [origin, size, root] = body.split('\n');
  const signatures = (lines.match(/\S+$/gm) ?? []).map((line) => Buffer.from(line, 'base64').subarray(4));
  const isBy = (key) => signatures.some((bytes) => verify(null, Buffer.from(`${body}\n`), key, bytes));
  return keys.some(isBy) ? [`${origin} ${size}`, Buffer.from(root, 'base64').toString('hex')] : [];
}
const notesOf = (file) => readFileSync(file, 'utf8').match(/(.+\n)+\n(\u2014 .+\n)+/g);
const kept = new Map(noteFiles.flatMap(notesOf).map(readSigned));
/** What is wrong with a line after those before it, and where if not at the next event. */
const faults = {
  event(log, { sequence, hash, payload }) {
    if (sequence !== log.size + 1) return sequence < 1 ? ['INSERTED', sequence] : ['MISSING'];
    let edge = sha256(Buffer.of(0), payload);
    if (edge.toString('hex') !== hash) return ['ALTERED'];
    const event = JSON.parse(payload);
    if (event.sequence !== sequence || originOf(event.log) !== log.origin) return ['MOVED'];
    if (event.previousHash !== log.hash) return ['UNLINKED'];
    for (let rest = log.size; rest % 2 === 1; rest = (rest - 1) / 2) edge = node(log.nodes.pop(), edge);
    Object.assign(log, { size: sequence, hash }).nodes.push(edge);
    const root = kept.get(`${log.origin} ${sequence}`);
    return root && root !== rootOf(log) ? ['CHECKPOINT_CONTRADICTED', sequence] : undefined;
  },
  checkpoint(log, { size, root, note }) {
    if (size > log.size) return ['MISSING'];
    const isSame = readSigned(note).join() === `${log.origin} ${log.size},${root}` && size === log.size;
    if (!isSame) return ['CHECKPOINT_ALTERED', size];
    return root === rootOf(log) ? undefined : ['CHECKPOINT_CONTRADICTED', size];
  },
  head(log, { sequence, hash, nodes }) {
    log.ended = true;
    if (sequence !== log.size) return sequence > log.size ? ['MISSING'] : ['INSERTED', sequence + 1];
    if (hash !== log.hash) return ['ALTERED', sequence];
    return nodes === Buffer.concat(log.nodes).toString('hex') ? undefined : ['HEAD_ALTERED', sequence];
  },
};
const logs = {};
const logOf = (origin) => (logs[origin] ??= { origin, size: 0, hash: '0'.repeat(64), nodes: [] });
for await (const line of (await promises.open(exported)).readLines()) {
  const part = JSON.parse(line);
  logOf(originOf(part.log)).fault ??= faults[part.kind](logOf(originOf(part.log)), part);
}
for (const [origin, size] of [...kept.keys()].map((place) => place.split(' ')))
  if (logOf(origin).size < size) logs[origin].fault ??= ['MISSING'];
for (const { origin, size, ended, fault = ended ? ['WHOLE', size] : ['MISSING'] } of Object.values(logs)) {
  console.log([origin, ...fault, ...(fault.length < 2 ? [size + 1] : [])].join(' '));
  if (fault[0] !== 'WHOLE') process.exitCode = 1;
}
