import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate authority of a test's own, and what it vouches for; PEM, with the files' paths. */
export interface TestAuthority {
  readonly certificate: string;
  readonly file: string;
  /** A certificate for 127.0.0.1, or for the given name alone. */
  issue(name?: string): Promise<Issued>;
}

export interface Issued {
  readonly certificate: string;
  readonly certificateFile: string;
  readonly key: string;
  readonly keyFile: string;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes an authority with the `openssl` that PostgreSQL's package brings. */
export async function makeAuthority(): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): Promise<unknown> => run('openssl', args);
  const subject = ['-subj', '/CN=Test authority', '-days', '2'];
  await openssl('req', '-x509', ...EC, '-keyout', path('ca.key'), '-out', path('ca.pem'), ...subject);
  let issued = 0;
  return {
    certificate: await readFile(path('ca.pem'), 'utf8'),
    file: path('ca.pem'),
    issue: async (name = 'IP:127.0.0.1') => {
      issued += 1;
      const [key, certificate] = [path(`${String(issued)}.key`), path(`${String(issued)}.pem`)];
      const authority = ['-CA', path('ca.pem'), '-CAkey', path('ca.key')];
      const extension = ['-addext', `subjectAltName=${name}`, '-addext', 'basicConstraints=CA:FALSE'];
      const out = ['-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=Test'];
      await openssl('req', '-x509', ...EC, ...authority, ...out, ...extension);
      return {
        certificate: await readFile(certificate, 'utf8'),
        certificateFile: certificate,
        key: await readFile(key, 'utf8'),
        keyFile: key,
      };
    },
  };
}
