const sorted = (values) => [...values].sort((one, other) => one - other);

/** The middle value; the mean of the two middle ones where there are two. */
export function median(values) {
  const ordered = sorted(values);
  const half = Math.floor(ordered.length / 2);
  return ordered.length % 2 === 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
}

/** Medians over the rounds, with the smallest and the largest rate. */
export function summarise(rounds) {
  const of = (name) => median(rounds.map((round) => round[name]));
  const rates = sorted(rounds.map(({ perSecond }) => perSecond));
  return {
    perSecond: of('perSecond'),
    spread: [rates[0], rates.at(-1)],
    p50: of('p50'),
    p99: of('p99'),
    cpuMs: of('cpuMs'),
    rssMiB: Math.max(...rounds.map(({ rssMiB }) => rssMiB)),
  };
}

const round = (value, digits = 0) =>
  value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** How often the baseline each contender did, in requests and in processor time of its own process. */
export const ratiosOf = (contenders, baseline) => {
  const base = contenders.find(({ key }) => key === baseline);
  return new Map(
    contenders.map(({ key, perSecond, cpuMs }) => [
      key,
      base ? { requests: perSecond / base.perSecond, cpu: base.cpuMs / cpuMs } : undefined,
    ]),
  );
};

const range = ([least, most]) => (least === most ? round(least) : `${round(least)} to ${round(most)}`);

/** The columns of a workload's table, each with its heading and its cell. */
const columnsOf = ({ contenders, baseline }) => {
  const ratios = ratiosOf(contenders, baseline);
  const isFanOut = contenders.some(({ beyond }) => beyond);
  const ratio = ({ key }, kind) => (ratios.get(key) ? round(ratios.get(key)[kind], 2) : '');
  return [
    ['', ({ title }) => title],
    ['rate', (one) => ratio(one, 'requests')],
    ['by CPU', (one) => ratio(one, 'cpu')],
    [
      'requests/s (range)',
      ({ perSecond, spread }) => `${round(perSecond)} (${round(spread[0])} to ${round(spread[1])})`,
    ],
    ['p50 / p99 ms', ({ p50, p99 }) => `${round(p50)} / ${round(p99)}`],
    ...(isFanOut ? FAN_OUT : []),
    ['CPU ms', ({ cpuMs }) => round(cpuMs, 2)],
    ['RSS MiB', ({ rssMiB }) => round(rssMiB)],
    ['leaves / kB', ({ leaves, bytes }) => `${round(leaves)} / ${round(bytes / 1_000)}`],
  ];
};

const FAN_OUT = [
  [
    'alone, beyond the slowest agency: p50 / p99 ms',
    ({ beyond: { p50, p99 } }) => `${round(p50, 1)} / ${round(p99, 1)}`,
  ],
  [
    'requests per agency: 1 operation / 5 at once',
    ({ asked: { one, atOnce } }) => `${range(one)} / ${range(atOnce)}`,
  ],
];

const elsewhere = ({ node, contenders, baseline }) => {
  const ratios = ratiosOf(contenders, baseline);
  return [
    `rate on ${node}, requests/s`,
    ({ key }) => {
      const found = contenders.find((one) => one.key === key);
      const ratio = ratios.get(key);
      return found ? `${ratio ? `${round(ratio.requests, 2)}, ` : ''}${round(found.perSecond)}` : '';
    },
  ];
};

/** The table of one workload in Markdown, with a column for the same workload on each other version of Node. */
export function tableOf(result, others = []) {
  const columns = [...columnsOf(result), ...others.map(elsewhere)];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(([heading]) => heading)),
    line(columns.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...result.contenders.map((one) => line(columns.map(([, cell]) => cell(one)))),
  ].join('\n');
}
