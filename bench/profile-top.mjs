// `node bench/profile-top.mjs FILE.cpuprofile [lines]`: where a profile's time went, by function and by package.
import { readFileSync } from 'node:fs';

const [file, lines = '40'] = process.argv.slice(2);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));
const byId = new Map(nodes.map((node) => [node.id, node]));
const own = new Map();
samples.forEach((id, at) => own.set(id, (own.get(id) ?? 0) + timeDeltas[at]));
const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
const IDLE = new Set(['(idle)', '(program)']);
const placeOf = ({ callFrame: { functionName, url, lineNumber } }) =>
  `${functionName || '(anonymous)'} ${url.replace(/^.*\/(?=dist\/|node_modules\/|contenders\/|lib\/)/, '')}:${lineNumber + 1}`;
const groupOf = ({ callFrame: { url, functionName } }) =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ??
  /dist\/src\/((?:stages|graphql|audit|pseudonyms|reviews|http|policy|grants|store)(?:\/[a-z]+(?=\/))?)/.exec(
    url,
  )?.[1] ??
  (url.startsWith('node:') ? 'node' : functionName.startsWith('(') ? functionName : url ? 'other' : 'native');
const [self, total, groups] = [new Map(), new Map(), new Map()];
let all = 0;
for (const [id, time] of own) {
  const node = byId.get(id);
  if (IDLE.has(node.callFrame.functionName)) continue;
  all += time;
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + time);
  add(self, placeOf(node));
  add(groups, groupOf(node));
  const seen = new Set();
  for (let at = id; at !== undefined; at = parentOf.get(at)) seen.add(placeOf(byId.get(at)));
  for (const place of seen) add(total, place);
}
const show = (title, map) => {
  console.log(`\n${title}`);
  for (const [key, time] of [...map].sort(([, a], [, b]) => b - a).slice(0, Number(lines)))
    console.log(
      `${((100 * time) / all).toFixed(1).padStart(6)} %  ${(time / 1_000).toFixed(0).padStart(7)} ms  ${key}`,
    );
};
console.log(`${(all / 1_000).toFixed(0)} ms busy`);
show('by package or folder', groups);
show('own time', self);
show('with what is called', total);
