// Runs one contender in a process of its own: node child.mjs CONTENDER WORKLOAD GIVEN, with a channel to the parent. WORKLOAD
// is a file of this folder's parent; GIVEN, in JSON, is what it is given beside: sizes, or where its agencies answer.
const [contender, file, text] = process.argv.slice(2);
const given = JSON.parse(text);
const { start } = await import(`../contenders/${contender}.mjs`);
const made = await import(`../${file}`);
const { close, ...started } = await start({ ...made, ...given, records: () => made.records(given) });

process.on('message', async (message) => {
  if (message === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send({
      usage: { cpuMs: (user + system) / 1_000, rssMiB: process.memoryUsage.rss() / 1_048_576 },
    });
  } else if (message === 'stop') {
    await close();
    process.exit(0);
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ started });
