import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { RESIDENCY } from '../../agencies';
import { renderFinding } from '../agency-report';
import { GatewaySession, SESSION_HELP, withSession, type SessionOptions } from '../gateway-session';
import { RegisterAgencyDocument } from '../operations.generated';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

interface AddOptions extends SessionOptions {
  readonly id: string;
  readonly name?: string;
  readonly kind: string;
  readonly residency: string;
  readonly handle: readonly string[];
  readonly restricted?: string;
  readonly authority?: string;
  readonly json?: boolean;
}

const HELP = `
The gateway checks the agency as agency check does, against the data map that lies in its folder of policies under the
agency's id, else the contract's; it enters the agency only where nothing has to be mended. Sent again for the same id, it
enters what has changed: another address, other fields.
${SESSION_HELP}
Example:
  $ npm run --silent cli -- agency add http://127.0.0.1:4201/graphql --id riverside-school --kind EDUCATION \\
      --residency ${RESIDENCY} --handle jw3zq6dxrh2n5c4a
`;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `agency add <url>`: registers an agency with the running gateway. */
export function addAgencyAdd(parent: Command, terminal: Terminal): void {
  withSession(parent.command('add'))
    .description(
      'Registers an agency, or what has changed of it; exit code 1 when there is anything to mend.',
    )
    .argument('<url>', "the address of the subgraph's GraphQL endpoint")
    .requiredOption('--id <id>', 'the id in the register, such as riverside-school')
    .option('--name <name>', 'its name; the id unless given')
    .option('--kind <kind>', 'what sort of body it is, such as NHS, EDUCATION or LOCAL_AUTHORITY', 'OTHER')
    .requiredOption('--residency <where>', `where it processes the data; ${RESIDENCY} alone is admitted`)
    .option(
      '--handle <handle>',
      'the handle of somebody who exists for tests only; may be repeated',
      collect,
      [],
    )
    .option('--restricted <handle>', 'the handle of a record that the agency restricts')
    .option('--authority <file>', 'the certificate (PEM) that alone vouches for the endpoint')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((url: string, options: AddOptions) =>
      runCommand(terminal, () => add({ url, ...options }, terminal)),
    );
}

async function add(options: AddOptions & { readonly url: string }, terminal: Terminal): Promise<ExitCode> {
  const session = await GatewaySession.open(options, terminal);
  const { id, name, kind, residency, handle, restricted, authority, url } = options;
  const { registerAgency } = await session.ask(RegisterAgencyDocument, {
    input: {
      idempotencyKey: randomUUID(),
      agencyId: id,
      name: name ?? id,
      kind,
      endpoint: url,
      residency,
      authority: authority === undefined ? null : await readFile(authority, 'utf8'),
      testHandles: [...handle],
      restrictedTestHandle: restricted ?? null,
    },
  });
  const { registered, findings, offers } = registerAgency;
  const said = registered
    ? `${id} is registered. It is asked for ${offers.join(', ')}, as far as a review permits.`
    : `${id} is not registered.`;
  const text = [...findings.map(renderFinding), said, ''].join('\n');
  terminal.out(options.json ? jsonText(registerAgency) : text);
  return registered ? EXIT.fine : EXIT.faults;
}
