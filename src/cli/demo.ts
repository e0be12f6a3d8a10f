import { existsSync } from 'node:fs';

import { Command, CommanderError, InvalidArgumentError } from 'commander';

import { loadConfig, processEnvironment } from '../config/load';
import { systemRandomness } from '../config/system';
import { GatewayClient } from './demo/gateway-client';
import { startGatewayProcess } from './demo/gateway-process';
import { createNarrator } from './demo/narrator';
import { readAgencies } from './demo/stage';
import { tellStory } from './demo/story';
import { askRunningGateway } from './running-gateway';
import { describeError, EXIT, UsageError, type ExitCode } from './terminal';

interface DemoOptions {
  readonly data?: string;
  readonly port?: number;
}

/** A gateway to tell the story with. */
interface Venue {
  readonly url: string;
  readonly introduction: string;
  /** Whether the agencies' records come from real files. */
  readonly realData: boolean;
  stop(): Promise<void>;
}

const HELP = `
It plays against the demo gateway that listens on PORT (4000, or --port). When none does, or with --data, it starts
one of its own in a temporary folder and removes it afterwards.

Examples:
  $ npm run demo
  $ npm run demo -- --port 4100
  $ npm run demo -- --data ../shared/real

Exit codes: 0 the story is true, 1 something in it is not, 2 wrong usage or it could not run.
`;

const say = (text: string): void => void process.stdout.write(text);

async function main(): Promise<ExitCode> {
  const program = new Command('demo')
    .description('Plays the story of a review, from the contact check to the verified audit log, as tables.')
    .option('--data <folder>', "load the agencies from this folder's real sample files")
    .option('--port <number>', 'the port of the running demo gateway', portNumber)
    .addHelpText('after', HELP)
    .exitOverride()
    .parse();
  const venue = await findVenue(program.opts<DemoOptions>());
  const leave = (): void => void venue.stop().finally(() => process.exit(EXIT.unable));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    return await play(venue);
  } finally {
    await venue.stop();
  }
}

async function play({ url, introduction, realData }: Venue): Promise<ExitCode> {
  const narrator = createNarrator(say);
  narrator.say(introduction);
  const client = new GatewayClient(url);
  const agencies = await readAgencies(client);
  await tellStory({
    client,
    narrator,
    agencies,
    realData,
    randomness: systemRandomness,
  });
  const { broken } = narrator;
  narrator.say(
    broken.length === 0
      ? '\nAll that the story says is so.'
      : `\nNot true:\n${broken.map((fact) => `  ${fact}`).join('\n')}`,
  );
  return broken.length === 0 ? EXIT.fine : EXIT.faults;
}

async function findVenue({ data, port }: DemoOptions): Promise<Venue> {
  if (data !== undefined && !existsSync(data)) throw new UsageError(`There is no folder ${data}.`);
  const environment = processEnvironment();
  const config = loadConfig(environment);
  const url = `http://${config.host}:${port ?? config.port}`;
  if (data === undefined && (await askRunningGateway(url, '/demo/personas')) !== undefined) {
    return {
      url,
      introduction: `Playing against the gateway at ${url}.`,
      realData: config.sampleData !== undefined,
      stop: () => Promise.resolve(),
    };
  }
  const why = data === undefined ? `No demo gateway answers at ${url}` : 'The agencies are loaded from files';
  say(`${why}: starting a gateway of its own.\n`);
  const files = data ?? config.sampleData;
  const gateway = await startGatewayProcess({ environment, data: files });
  return {
    ...gateway,
    introduction: `Playing against its own gateway at ${gateway.url}, which ends with the story.`,
    realData: files !== undefined,
  };
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.unable;
    else {
      process.stderr.write(`\n${describeError(error)}\n`);
      process.exitCode = EXIT.unable;
    }
  },
);
