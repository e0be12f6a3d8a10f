import {
  AnswerContactCheckDocument,
  ContactChecksDocument,
  ContactCheckSubjectsDocument,
} from '../../operations.generated';
import { findAnyRecord, findRecord } from '../own-records';
import { sayDisclosure } from '../printing';
import {
  HOUSING,
  newLetters,
  titleOf,
  type OpenedReview,
  type OwnRecord,
  type Stage,
  type StoryAgency,
} from '../stage';
import { StoryError } from '../story-error';

/** Which record of which agency is whose: what the agencies told, and what the story checks their returns against. */
export interface LinkedRecord {
  readonly agency: string;
  readonly ref: string;
  readonly role: string;
  readonly record: OwnRecord;
}

/** Each agency searches its own case system and answers; then the housing association looks again. */
export async function answerContactChecks(
  stage: Stage,
  review: OpenedReview,
): Promise<readonly LinkedRecord[]> {
  const { narrator, agencies } = stage;
  narrator.step('Each agency searches its own system and answers', agencies.map(({ id }) => id).join(', '));
  if (stage.realData) {
    narrator.say(
      'The real files describe different people, whom the agencies do not share. So that their formats are used all\n' +
        'the same, an agency that knows nobody links one record of its own to the index child.',
    );
  }
  const links: LinkedRecord[] = [];
  for (const agency of agencies) links.push(...(await answerOne(stage, { agency, review })));
  narrator.table(
    [
      ['Agency', 22],
      ['Subject', 28],
      ['Role', 13],
      ['Own record', 24],
      ['Born', 12],
      ['Handle', 24],
    ],
    links.map(({ agency, ref, role, record }) => [
      agency,
      ref,
      role,
      record.name,
      record.dateOfBirth,
      `${record.handle.slice(0, 18)}...`,
    ]),
  );
  narrator.check(
    'every agency knows at least one subject',
    agencies.every(({ id }) => links.some(({ agency }) => agency === id)),
  );
  await lookAgain(stage, review);
  return links;
}

async function answerOne(
  stage: Stage,
  { agency, review }: { readonly agency: StoryAgency; readonly review: OpenedReview },
): Promise<readonly LinkedRecord[]> {
  const { client } = stage;
  const { contactChecks } = await client.ask(agency.persona, ContactChecksDocument, {});
  const check = contactChecks.edges.find(({ node }) => node.reviewId === review.id)?.node;
  if (!check) throw new StoryError(`${agency.id} has no contact check of this review.`);
  const { review: asked } = await client.ask(agency.persona, ContactCheckSubjectsDocument, {
    reviewId: review.id,
  });
  const links: LinkedRecord[] = [];
  for (const { ref, role, name, dateOfBirth } of asked?.subjects ?? []) {
    const known = await findRecord(agency, { name, dateOfBirth });
    const record =
      known ?? (stage.realData && role === 'INDEX_CHILD' ? await findAnyRecord(agency) : undefined);
    if (record) links.push({ agency: agency.id, ref, role, record });
  }
  await client.ask(agency.persona, AnswerContactCheckDocument, {
    input: {
      idempotencyKey: `${newLetters(stage)}-answer`,
      contactCheckId: check.id,
      outcome: links.length > 0 ? 'KNOWN' : 'NOT_KNOWN',
      searchedScope: 'Whole case system, by name and date of birth.',
      records: links.map(({ ref, record }) => ({ ref, handle: record.handle })),
    },
  });
  return links;
}

async function lookAgain({ client, narrator }: Stage, review: OpenedReview): Promise<void> {
  narrator.say(`\n${titleOf(HOUSING)}, looks at the contact check once more:`);
  const { review: again } = await client.ask(HOUSING, ContactCheckSubjectsDocument, { reviewId: review.id });
  const disclosure = again?.disclosure ?? [];
  sayDisclosure(narrator, disclosure);
  narrator.check(
    'its access has ended with its answer',
    again?.subjects.length === 0 && disclosure.every(({ outcome }) => outcome === 'WITHHELD'),
  );
}
