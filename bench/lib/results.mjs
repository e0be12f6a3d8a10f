import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { chartOf } from './chart.mjs';
import { tableOf } from './summary.mjs';

const FOLDER = new URL('../results/', import.meta.url);
const FILE = /^node-(\d+)\.json$/;

const majorOf = ({ machine }) => Number(/\d+/.exec(machine.node)[0]);
const write = (file, text) => writeFile(new URL(file, FOLDER), text);

/** The runs that are kept, one for each major version of Node, the oldest first. */
async function runs() {
  const files = (await readdir(FOLDER)).filter((file) => FILE.test(file));
  const all = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(new URL(file, FOLDER), 'utf8'))),
  );
  return all.sort((one, other) => majorOf(one) - majorOf(other));
}

/**
 * Keeps a run in the file of its Node version, each workload in place of what was there of it, and makes the files for
 * readers of all that is kept: latest.json, latest.md and latest.svg.
 */
export async function keepRun({ machine, results }) {
  await mkdir(FOLDER, { recursive: true });
  const before = (await runs()).find((run) => majorOf(run) === majorOf({ machine }));
  const names = new Set(results.map(({ name }) => name));
  const kept = (before?.results ?? []).filter(({ name }) => !names.has(name));
  const run = {
    machine,
    results: [...kept, ...results].sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
  await write(`node-${majorOf(run)}.json`, `${JSON.stringify(run, null, 2)}\n`);
  const all = await runs();
  await write('latest.json', `${JSON.stringify({ runs: all }, null, 2)}\n`);
  await write('latest.md', pageOf(all));
  await write('latest.svg', chartOf(all[0].results));
}

/** A section for each workload of the first run, whose table has a column for each further run. */
function pageOf([first, ...further]) {
  const { node, cpu, cores, memoryGiB, kernel } = first.machine;
  const sections = first.results.map((result) => {
    const others = further.flatMap(({ machine, results }) => {
      const found = results.find(({ name }) => name === result.name);
      return found ? [{ node: machine.node, ...found }] : [];
    });
    const { name, title, at, load } = result;
    return `### ${name}\n\n${title}. ${at.slice(0, 10)}, load before it ${load.toFixed(1)}.\n\n${tableOf(result, others)}`;
  });
  const machine = `Node ${node}, ${cores} cores (${cpu}), ${memoryGiB} GiB, Linux ${kernel}.`;
  return `${[machine, ...sections].join('\n\n')}\n`;
}
