// Runs one contender in a process of its own: node child.mjs CONTENDER WORKLOAD, with a channel to the parent.
const [contender, workload] = process.argv.slice(2);
const { start } = await import(`../contenders/${contender}.mjs`);
const made = await import(`../workloads/${workload}.mjs`);
const { close, ...started } = await start(made);

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
