import { chromium } from './chromium.mjs';
import { canInstall, install } from './install.mjs';
import { postgresql } from './postgresql.mjs';
import { redis } from './redis.mjs';

/**
 * Something that the tests need and that is not an npm package.
 * @typedef {object} Service
 * @property {string} name
 * @property {string} variable the environment variable that tells the tests where it is
 * @property {string} package the Debian package that brings it
 * @property {() => string | undefined} find its program on this machine
 * @property {(value: string) => Promise<void>} check rejects when nothing answers there
 * @property {(program: string, processes: import('./processes.mjs').Processes) => Promise<string>} start gives the
 *   value of the variable
 */

/** @type {readonly Service[]} */
const SERVICES = [postgresql, redis, chromium];

/**
 * Makes every service ready: the one that its variable names, else a private one from a program of this machine, else
 * from a Debian package, which only root may install.
 * @param {import('./processes.mjs').Processes} processes
 * @param {(line: string) => void} print
 * @returns {Promise<Record<string, string>>} the variables for the tests
 * @throws {Error} that says what to install or to set
 */
export async function setUpServices(processes, print) {
  await installMissing(processes, print);
  /** @type {Record<string, string>} */
  const variables = {};
  for (const service of SERVICES) variables[service.variable] = await setUp(service, processes);
  print(`services: ${SERVICES.map((service) => describe(service)).join(', ')}`);
  return variables;
}

/**
 * @param {Service} service
 * @param {import('./processes.mjs').Processes} processes
 * @returns {Promise<string>}
 */
async function setUp(service, processes) {
  const { name, variable } = service;
  const given = process.env[variable];
  try {
    if (!given) return await service.start(/** @type {string} */ (service.find()), processes);
    await service.check(given);
    return given;
  } catch (error) {
    const what = given ? `${name}, named by ${variable}, cannot be used` : `${name} could not be started`;
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/**
 * @param {import('./processes.mjs').Processes} processes
 * @param {(line: string) => void} print
 */
async function installMissing(processes, print) {
  const missing = () => SERVICES.filter((service) => !process.env[service.variable] && !service.find());
  const packages = missing().map((service) => service.package);
  if (packages.length > 0 && canInstall()) {
    print(`services: installing ${packages.join(', ')}`);
    await install(packages, processes);
  }
  const advice = missing().map(
    (service) =>
      `${service.name} is missing: install it (package ${service.package} on Debian) or set ${service.variable}.`,
  );
  if (advice.length > 0) throw new Error(advice.join('\n'));
}

/**
 * @param {Service} service
 * @returns {string}
 */
function describe(service) {
  return `${service.name} (${process.env[service.variable] ? service.variable : service.find()})`;
}
