import type { Command } from 'commander';

import { loadConfig } from '../../config/load';
import { systemClock } from '../../config/system';
import { openDemoIssuer } from '../../demo/issuer';
import { findPersona, PERSONAS } from '../../demo/personas';
import { GatewayError } from '../../errors/gateway-error';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface TokenOptions {
  readonly as: string;
  readonly json?: boolean;
}

const HELP = `
Personas:
${PERSONAS.map(({ key, title }) => `  ${key.padEnd(24)}${title}`).join('\n')}

Examples:
  $ npm run --silent cli -- token --as housing
  $ curl http://127.0.0.1:4000/graphql -H 'content-type: application/json' \\
      -H "authorization: Bearer $(npm run --silent cli -- token --as housing)" \\
      -d '{"query":"{ viewer { agency roles } }"}'
`;

/** `token --as <persona>`: a bearer token of the demo's own issuer, valid for eight hours. */
export function addToken(parent: Command, terminal: Terminal): void {
  parent
    .command('token')
    .description('Issues a bearer token for a persona of the demo; demo mode only.')
    .requiredOption('--as <persona>', 'who to act as')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: TokenOptions) => runCommand(terminal, () => issue(options, terminal)));
}

async function issue({ as, json }: TokenOptions, terminal: Terminal): Promise<ExitCode> {
  const persona = findPersona(as);
  if (!persona) {
    throw new UsageError(
      `There is no persona "${as}". Take one of: ${PERSONAS.map(({ key }) => key).join(', ')}.`,
    );
  }
  const config = loadConfig(terminal.environment);
  if (!config.demo)
    throw new GatewayError('DEMO_NOT_PERMITTED', { detail: 'a service takes tokens of its own issuer' });
  const issuer = await openDemoIssuer({ keyFolder: config.keyFolder, clock: systemClock });
  const token = await issuer.token(persona);
  const { key, agency, roles } = persona;
  terminal.out(json ? jsonText({ persona: key, agency, roles, token }) : `${token}\n`);
  return EXIT.fine;
}
