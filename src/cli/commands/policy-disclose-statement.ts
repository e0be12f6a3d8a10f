import type { Command } from 'commander';

import { PURPOSES, type Purpose } from '../../domain/purpose';
import { STANDINGS, type Standing } from '../../domain/standing';
import { PARTY_CLASSES, type PartyClass } from '../../policy';
import { disclosureStatement } from '../../policy/tools';
import { choice } from '../choices';
import { findPack } from '../pack-choice';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

interface StatementOptions {
  readonly pack: string;
  readonly version?: string;
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly party?: PartyClass;
  readonly json?: boolean;
}

const HELP = `
Examples:
  $ npm run --silent cli -- policy disclose-statement --pack lancashire --purpose CONTACT_CHECK --standing WIDER
  $ npm run --silent cli -- policy disclose-statement --pack baseline --purpose RAPID_REVIEW --standing PARTICIPATING --json
`;

/** `policy disclose-statement`: the paragraph that goes on a letter or a privacy notice. */
export function addPolicyDiscloseStatement(parent: Command, terminal: Terminal): void {
  parent
    .command('disclose-statement')
    .description('Words for a letter or privacy notice: who receives what, on which law, kept how long.')
    .requiredOption('--pack <key>', 'the pack, such as baseline')
    .option('--version <version>', 'a version other than the one in force')
    .addOption(choice('--purpose <purpose>', 'what for', PURPOSES).makeOptionMandatory())
    .addOption(choice('--standing <standing>', 'who receives', STANDINGS).makeOptionMandatory())
    .addOption(choice('--party <class>', 'what the agreement calls the agency', PARTY_CLASSES))
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: StatementOptions) => runCommand(terminal, () => state(options, terminal)));
}

function state(options: StatementOptions, terminal: Terminal): ExitCode {
  const pack = findPack(terminal, options);
  const { standing, purpose } = options;
  const statement = disclosureStatement(pack, options);
  const { key, version } = pack;
  terminal.out(
    options.json ? jsonText({ pack: key, version, standing, purpose, statement }) : `${statement}\n`,
  );
  return EXIT.fine;
}
