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

/** The table of one workload in Markdown. */
export function tableOf({ contenders, baseline }) {
  const ratios = ratiosOf(contenders, baseline);
  const rows = contenders.map(({ key, title, leaves, bytes, perSecond, spread, p50, p99, cpuMs, rssMiB }) => {
    const ratio = ratios.get(key);
    return [
      title,
      ratio ? `${round(ratio.requests, 2)}` : '',
      ratio ? `${round(ratio.cpu, 2)}` : '',
      `${round(perSecond)} (${round(spread[0])} to ${round(spread[1])})`,
      `${round(p50, 0)} / ${round(p99, 0)}`,
      round(cpuMs, 2),
      round(rssMiB),
      `${round(leaves)} / ${round(bytes / 1_000)}`,
    ];
  });
  const head = [
    '',
    'rate',
    'by CPU',
    'requests/s (range)',
    'p50 / p99 ms',
    'CPU ms',
    'RSS MiB',
    'leaves / kB',
  ];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
