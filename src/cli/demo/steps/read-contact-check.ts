import { ContactChecksDocument, ContactCheckSubjectsDocument } from '../../operations.generated';
import { printAddress, sayDisclosure } from '../printing';
import { HOUSING, storyPeople, titleOf, type OpenedReview, type Stage } from '../stage';

const THREE: ReadonlySet<string> = new Set(['NAME', 'DATE_OF_BIRTH', 'ADDRESSES']);

/** The housing association, a wider agency, reads whom it is asked about. */
export async function readContactCheck(stage: Stage, review: OpenedReview): Promise<void> {
  const { client, narrator } = stage;
  narrator.step('A wider agency reads its contact check', titleOf(HOUSING));
  const { contactChecks } = await client.ask(HOUSING, ContactChecksDocument, {});
  const waiting = contactChecks.edges
    .map(({ node }) => node)
    .filter(({ reviewId }) => reviewId === review.id);
  narrator.table(
    [
      ['Contact check', 38],
      ['Review', 20],
      ['State', 9],
      ['Due', 22],
    ],
    waiting.map(({ id, reviewReference, state, dueOn }) => [id, reviewReference, state, dueOn]),
  );
  const { review: read } = await client.ask(HOUSING, ContactCheckSubjectsDocument, { reviewId: review.id });
  const subjects = read?.subjects ?? [];
  narrator.table(
    [
      ['Subject', 28],
      ['Role', 13],
      ['Name', 20],
      ['Born', 12],
      ['Address', 32],
    ],
    subjects.map(({ ref, role, name, dateOfBirth, addresses }) => [
      ref,
      role,
      name,
      dateOfBirth,
      printAddress(addresses),
    ]),
  );
  const disclosure = read?.disclosure ?? [];
  sayDisclosure(narrator, disclosure);
  narrator.check(
    'it sees name, date of birth and address as the coordinator entered them',
    storyPeople().every(({ role, name, dateOfBirth, address, protectedAddress }) => {
      const seen = subjects.find((subject) => subject.role === role);
      const place = protectedAddress ? null : printAddress([address]);
      return (
        seen?.name === name && seen.dateOfBirth === dateOfBirth && printAddress(seen.addresses) === place
      );
    }),
  );
  narrator.check(
    'a protected address is not shown, and nothing says that there is one',
    subjects.some(({ role, addresses }) => role === 'PARTNER' && printAddress(addresses) === null) &&
      disclosure.every(({ reason }) => !/protect/iu.test(reason)),
  );
  narrator.check(
    'these three are all that it was given',
    disclosure.length === THREE.size && disclosure.every(({ category }) => THREE.has(category)),
  );
}
