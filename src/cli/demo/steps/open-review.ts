import {
  AddSubjectDocument,
  OpenReviewDocument,
  SendContactCheckDocument,
  SetScopeWindowDocument,
} from '../../operations.generated';
import {
  COORDINATOR,
  newLetters,
  REVIEW_PERIOD,
  REVIEW_PURPOSE,
  storyPeople,
  titleOf,
  type OpenedReview,
  type Stage,
} from '../stage';

/** The coordinator opens a review, names whom it is about, and asks every agency whether it knows them. */
export async function openReview(stage: Stage): Promise<OpenedReview> {
  const { client, narrator, agencies } = stage;
  const key = newLetters(stage);
  narrator.step('A review is opened and its contact check sent', titleOf(COORDINATOR));
  const { openReview: opened } = await client.ask(COORDINATOR, OpenReviewDocument, {
    input: { idempotencyKey: `${key}-open`, type: REVIEW_PURPOSE, reference: `STORY-${key}` },
  });
  narrator.say(`Review ${opened.reference} is ${opened.state}. It is about three people:`);

  const people = storyPeople();
  const rows: (string | null)[][] = [];
  for (const { role, name, dateOfBirth, address, protectedAddress } of people) {
    const { addSubject } = await client.ask(COORDINATOR, AddSubjectDocument, {
      input: {
        idempotencyKey: `${key}-${role}`,
        reviewId: opened.reviewId,
        role,
        name,
        dateOfBirth,
        addresses: [address],
        protectedAddress,
      },
    });
    const place = [...address.lines, address.postcode].join(', ');
    rows.push([addSubject.ref, role, name, dateOfBirth, protectedAddress ? `${place} (protected)` : place]);
  }
  narrator.table(
    [
      ['Subject', 28],
      ['Role', 13],
      ['Name', 20],
      ['Born', 12],
      ['Address', 32],
    ],
    rows,
  );

  const { setScopeWindow } = await client.ask(COORDINATOR, SetScopeWindowDocument, {
    input: { idempotencyKey: `${key}-period`, reviewId: opened.reviewId, ...REVIEW_PERIOD },
  });
  narrator.say(
    `It looks at ${setScopeWindow.from} to ${setScopeWindow.to}: agencies are asked for nothing that lies wholly outside.`,
  );

  const { sendContactCheck } = await client.ask(COORDINATOR, SendContactCheckDocument, {
    input: {
      idempotencyKey: `${key}-send`,
      reviewId: opened.reviewId,
      agencyIds: agencies.map(({ id }) => id),
    },
  });
  narrator.say(`The contact check goes to ${agencies.map(({ id }) => id).join(', ')}.`);
  narrator.check(
    'each of the five agencies has a contact check to answer',
    agencies.length === 5 && sendContactCheck.contactCheckIds.length === 5,
  );
  return { id: opened.reviewId, reference: opened.reference };
}
