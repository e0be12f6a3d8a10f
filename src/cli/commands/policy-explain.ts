import type { Command } from 'commander';

import { systemClock } from '../../config/system';
import { DATA_CATEGORIES, type DataCategory } from '../../domain/data-category';
import { isReviewType, PURPOSES, REVIEW_TYPES, type Purpose, type ReviewType } from '../../domain/purpose';
import { REVIEW_STATES, type ReviewState } from '../../domain/review';
import { CONTRIBUTIONS, STANDINGS, type Contribution, type Standing } from '../../domain/standing';
import { CONDITIONS, PARTY_CLASSES, type Condition, type PartyClass } from '../../policy';
import { explainSteps, type Step, type StepsQuestion } from '../../policy/tools';
import { choice, choices } from '../choices';
import { findPack } from '../pack-choice';
import { gateModel } from '../policy-gates';
import { headline } from '../policy-report';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

interface ExplainOptions {
  readonly pack: string;
  readonly version?: string;
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly category: DataCategory;
  readonly contribution: Contribution;
  readonly type?: ReviewType;
  readonly state?: ReviewState;
  readonly contactCheckAnswered?: boolean;
  readonly party?: PartyClass;
  readonly recorded?: readonly Condition[];
  readonly lapsed?: readonly string[];
  readonly json?: boolean;
}

const HELP = `
What is not said is in order: the review is at a stage at which the standing receives, and its contact check waits.

What can be out of order (--lapsed):
${gateModel()
  .lapses.map(({ key, words }) => `  ${key.padEnd(26)}${words}`)
  .join('\n')}

Examples:
  $ npm run --silent cli -- policy explain --pack lancashire --standing WIDER --purpose CONTACT_CHECK --category health
  $ npm run --silent cli -- policy explain --pack baseline --standing PARTICIPATING --purpose RAPID_REVIEW \\
      --category name --contribution OWN --state CLOSED --json
`;

/** `policy explain`: why one category is released or withheld, step by step. */
export function addPolicyExplain(parent: Command, terminal: Terminal): void {
  parent
    .command('explain')
    .description('Explains step by step why a category is released or withheld.')
    .requiredOption('--pack <key>', 'the pack, such as baseline')
    .option('--version <version>', 'a version other than the one in force')
    .addOption(choice('--standing <standing>', 'who receives', STANDINGS).makeOptionMandatory())
    .addOption(choice('--purpose <purpose>', 'what for', PURPOSES).makeOptionMandatory())
    .addOption(choice('--category <category>', 'which data', DATA_CATEGORIES).makeOptionMandatory())
    .addOption(choice('--contribution <whose>', 'whose data', CONTRIBUTIONS).default('OTHER'))
    .addOption(choice('--type <type>', 'the type of the review', REVIEW_TYPES))
    .addOption(choice('--state <state>', 'the state of the review', REVIEW_STATES))
    .option('--contact-check-answered', 'the contact check no longer waits')
    .addOption(choice('--party <class>', 'what the agreement calls the agency', PARTY_CLASSES))
    .addOption(choices('--recorded <conditions>', 'conditions recorded for the review', CONDITIONS))
    .addOption(
      choices(
        '--lapsed <keys>',
        'what is out of order',
        gateModel().lapses.map(({ key }) => key),
      ),
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: ExplainOptions) => runCommand(terminal, () => explain(options, terminal)));
}

/** A state in which each standing receives. */
const USUAL_STATE: Readonly<Record<Standing, ReviewState>> = {
  COORDINATOR: 'GATHERING',
  PARTICIPATING: 'GATHERING',
  WIDER: 'OPEN',
  REVIEWER: 'PANEL',
};

function explain(options: ExplainOptions, terminal: Terminal): ExitCode {
  const pack = findPack(terminal, options);
  const question = questionOf(options);
  const steps = explainSteps(pack, question, gateModel());
  const asked = { pack: pack.key, version: pack.version, ...question.situation };
  const { category, contribution } = question;
  terminal.out(
    options.json
      ? jsonText({ ...asked, category, contribution, steps })
      : `${headline(pack)}\n${describeQuestion(question)}\n\n${steps.map(describeStep).join('\n')}\n`,
  );
  return EXIT.fine;
}

function questionOf(options: ExplainOptions): StepsQuestion {
  const { standing, purpose, category, contribution, party, recorded = [], lapsed = [] } = options;
  const reviewType = options.type ?? (isReviewType(purpose) ? purpose : 'CHILD_SAFEGUARDING_PRACTICE_REVIEW');
  return {
    situation: {
      standing,
      purpose,
      reviewType,
      reviewState: options.state ?? USUAL_STATE[standing],
      contactCheckOpen: options.contactCheckAnswered !== true,
    },
    category,
    contribution,
    party,
    recorded: new Set(recorded),
    lapsed: new Set(lapsed),
    at: systemClock.now(),
  };
}

function describeQuestion({ situation, category, contribution, party }: StepsQuestion): string {
  const { standing, purpose, reviewType, reviewState } = situation;
  const whose = contribution === 'OWN' ? 'of its own contribution' : "of another agency's contribution";
  const as = party === undefined ? '' : ` (${party})`;
  return `${category} ${whose}, to ${standing}${as}, for ${purpose}, in a ${reviewType} that is ${reviewState}`;
}

const describeStep = ({ words, soFar }: Step, index: number): string =>
  `${String(index + 1).padStart(2)}  ${soFar.padEnd(14)}${words}`;
