// Installs what the bench runs the gateway against, where it is not there; the product itself needs none of it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const read = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

function isInstalled([name, version]) {
  try {
    return read(`node_modules/${name}/package.json`).version === version;
  } catch {
    return false;
  }
}

if (!Object.entries(read('package.json').dependencies).every(isInstalled)) {
  const { status } = spawnSync('npm', ['ci'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
