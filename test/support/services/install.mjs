import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const APT = '/usr/bin/apt-get';

/**
 * What keeps a package from starting its service, and PostgreSQL's from making a cluster of its own: Debian's
 * `invoke-rc.d` asks the first file, `postgresql-common` reads the second.
 */
const GUARDS = [
  { path: '/usr/sbin/policy-rc.d', text: '#!/bin/sh\nexit 101\n', mode: 0o755 },
  { path: '/etc/postgresql-common/createcluster.conf', text: 'create_main_cluster = false\n', mode: 0o644 },
];

/**
 * Whether missing packages can be installed: as root, on Debian or what derives from it.
 * @returns {boolean}
 */
export function canInstall() {
  return process.getuid?.() === 0 && existsSync(APT);
}

/**
 * Installs Debian packages without questions and without starting their services.
 * @param {readonly string[]} packages
 * @param {import('./processes.mjs').Processes} processes
 * @returns {Promise<void>}
 * @throws {Error} with what apt-get said
 */
export async function install(packages, processes) {
  guard(processes);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1' };
  const options = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  for (const args of [
    [...options, 'update'],
    [...options, 'install', '--no-install-recommends', ...packages],
  ]) {
    const { code, output } = await processes.run(APT, args, { env });
    if (code !== 0) throw new Error(`apt-get did not install ${packages.join(', ')}:\n${output}`);
  }
}

/**
 * Lays down the guards that are not there already and has them removed again, however the run ends.
 * @param {import('./processes.mjs').Processes} processes
 */
function guard(processes) {
  for (const { path, text, mode } of GUARDS.filter((each) => !existsSync(each.path))) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
    processes.onEnd(() => rmSync(path, { force: true }));
  }
}
