import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Clock, Randomness } from '../../domain/ports';
import { keyUnavailable } from '../../pseudonyms/key-file';
import type { KeyCustodian } from '../../pseudonyms/custody';
import { passphraseCustody } from '../../pseudonyms/passphrase-custody';
import { writePrivateFile } from '../../pseudonyms/private-file';

const FORMAT = 'review-gateway-audit-keys';

const signingKey = z.strictObject({
  createdAt: z.iso.datetime(),
  /** Base64 of 32 bytes. */
  publicKey: z.base64(),
  /** Base64 of the 32-byte seed, or of its box in version 2; null once another key has taken over. */
  seed: z.base64().nullable(),
});

/** The oldest first; the last one signs. */
const keys = z.array(signingKey).min(1);

const signingKeyFile = z.discriminatedUnion('version', [
  z.strictObject({ format: z.literal(FORMAT), version: z.literal(1), keys }),
  z.strictObject({
    format: z.literal(FORMAT),
    version: z.literal(2),
    /** How the key that wraps the seed is stretched from the passphrase (RFC 7914). */
    protection: z.strictObject({
      kind: z.literal('PASSPHRASE'),
      salt: z.base64(),
      n: z.int().min(16_384).max(1_048_576),
      r: z.int().min(1).max(16),
      p: z.int().min(1).max(4),
    }),
    keys,
  }),
]);

type SigningKeyFile = z.infer<typeof signingKeyFile>;

export type SigningKey = z.infer<typeof signingKey>;

export interface SigningKeysOptions {
  /** `audit-signing.json` of the key folder. */
  readonly file: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** What the seed is wrapped under; it stays as it is where there is none. */
  readonly passphrase?: string | null;
  /** scrypt's cost N for new files; 131,072 unless given. */
  readonly cost?: number;
}

const contextOf = ({ publicKey }: Pick<SigningKey, 'publicKey'>): string =>
  `review-gateway|audit-signing|1|${publicKey}`;

/** The file of the signing keys: read at each use, since another process may have rotated them. */
export class SigningKeyStore {
  readonly #options: SigningKeysOptions;
  /** By salt: stretching the passphrase takes a third of a second. */
  readonly #custodians = new Map<string, Promise<KeyCustodian>>();

  constructor(options: SigningKeysOptions) {
    this.#options = options;
  }

  /** All keys, without what signs. @throws Error where the file is missing or malformed */
  async keys(): Promise<readonly SigningKey[]> {
    return (await this.#read()).keys;
  }

  /** The 32-byte seed of the key that signs. @throws GatewayError KEY_UNAVAILABLE without the passphrase that it takes */
  async seed(): Promise<Buffer> {
    const file = await this.#read();
    const last = file.keys.at(-1);
    if (!last?.seed) throw keyUnavailable('the last audit signing key has no seed');
    if (file.version === 1) return Buffer.from(last.seed, 'base64');
    return (await this.#custodian(file)).unwrap(last.seed, contextOf(last));
  }

  /** Wraps the seed of a file of before the passphrase, in one step. */
  async protect(): Promise<void> {
    const file = await this.#read();
    if (file.version === 2 || this.#passphrase() === null) return;
    const last = file.keys.at(-1);
    if (last?.seed) await this.write([...file.keys.slice(0, -1), last], Buffer.from(last.seed, 'base64'));
  }

  /**
   * Replaces the file as a whole.
   *
   * @param keys the last one signs, with `seed`; the others keep their public keys alone
   */
  async write(keys: readonly SigningKey[], seed: Buffer, path = this.#options.file): Promise<void> {
    const { clock, randomness } = this.#options;
    const last = keys.at(-1);
    if (last === undefined) throw keyUnavailable('there is no audit signing key to write');
    const retired = keys.slice(0, -1).map((key) => ({ ...key, seed: null }));
    const text = `${JSON.stringify(await this.#content({ retired, last, seed }), null, 2)}\n`;
    await writePrivateFile({ file: path, text, suffix: randomness.uuid(clock.now()) });
  }

  async #content({ retired, last, seed }: Written): Promise<SigningKeyFile> {
    if (this.#passphrase() === null) {
      const plain = { ...last, seed: seed.toString('base64') };
      return { format: FORMAT, version: 1, keys: [...retired, plain] };
    }
    const custodian = await this.#custody().renew(null);
    const { protection } = custodian;
    if (protection.kind !== 'PASSPHRASE') throw keyUnavailable('the audit signing keys need a passphrase');
    this.#custodians.set(protection.salt, Promise.resolve(custodian));
    const wrapped = { ...last, seed: await custodian.wrap(seed, contextOf(last)) };
    return { format: FORMAT, version: 2, protection, keys: [...retired, wrapped] };
  }

  #custodian({ protection }: Extract<SigningKeyFile, { version: 2 }>): Promise<KeyCustodian> {
    if (this.#passphrase() === null) throw keyUnavailable('the audit signing keys need their passphrase');
    const known = this.#custodians.get(protection.salt) ?? this.#custody().open(protection);
    this.#custodians.set(protection.salt, known);
    return known;
  }

  #custody(): ReturnType<typeof passphraseCustody> {
    const { file, randomness, cost } = this.#options;
    return passphraseCustody({ file, passphrase: this.#passphrase(), randomness, cost });
  }

  #passphrase(): string | null {
    return this.#options.passphrase ?? null;
  }

  async #read(): Promise<SigningKeyFile> {
    return signingKeyFile.parse(JSON.parse(await readFile(this.#options.file, 'utf8')));
  }
}

interface Written {
  readonly retired: readonly SigningKey[];
  readonly last: SigningKey;
  readonly seed: Buffer;
}
