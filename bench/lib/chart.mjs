import { ratiosOf } from './summary.mjs';

const BAR = 18;
const LEFT = 330;
const WIDTH = 760;
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const titleOf = (contenders, key) => contenders.find((one) => one.key === key)?.title ?? key;

/** Bars of how often the baseline each contender answers, on a scale of powers of ten. */
export function chartOf(workloads) {
  const ratios = workloads.flatMap(({ contenders, baseline }) => [
    ...ratiosOf(contenders, baseline).values(),
  ]);
  const values = ratios.flatMap((ratio) => (ratio ? [ratio.requests] : []));
  const [low, high] = [Math.min(0.05, ...values), Math.max(...values)];
  const scale = (value) => (Math.log(value / low) / Math.log(high / low)) * (WIDTH - LEFT - 60);
  const parts = [];
  let y = 10;
  for (const { name, contenders, baseline } of workloads) {
    parts.push(
      `<text x="10" y="${y + 14}" font-weight="bold">${escape(name)}, requests per second: ${escape(titleOf(contenders, baseline))} = 1</text>`,
    );
    y += 26;
    for (const [key, ratio] of ratiosOf(contenders, baseline)) {
      if (!ratio) continue;
      const title = titleOf(contenders, key);
      const width = Math.max(1, scale(ratio.requests));
      const fill = key === 'gateway' ? '#00703c' : key === baseline ? '#505a5f' : '#b1b4b6';
      const label = title.length > 52 ? `${title.slice(0, 50)}…` : title;
      parts.push(
        `<text x="${LEFT - 8}" y="${y + 13}" text-anchor="end">${escape(label)}</text>`,
        `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR - 4}" fill="${fill}"/>`,
        `<text x="${(LEFT + width + 6).toFixed(1)}" y="${y + 12}">${ratio.requests.toFixed(2)}</text>`,
      );
      y += BAR;
    }
    y += 14;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="Arial, sans-serif" font-size="11">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...parts,
    '</svg>\n',
  ].join('\n');
}
