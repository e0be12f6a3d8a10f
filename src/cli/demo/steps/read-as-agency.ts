import { isPseudonym } from '../../../pseudonyms';
import { ReviewDataDocument } from '../../operations.generated';
import { returnsOf, sayIdentities, sayRecords, type PlacedReturn } from '../review-tables';
import { NHS, REVIEW_PURPOSE, storyPeople, titleOf, type OpenedReview, type Stage } from '../stage';
import { StoryError } from '../story-error';
import type { LinkedRecord } from './answer-contact-checks';

const NHS_TRUST = 'nhs-trust';

/** The NHS trust, which participates, reads the review: its own data as they are, the others' with pseudonyms. */
export async function readAsAgency(
  { client, narrator, realData }: Stage,
  { review, links }: { readonly review: OpenedReview; readonly links: readonly LinkedRecord[] },
): Promise<void> {
  narrator.step('A participating agency reads the review', titleOf(NHS));
  const { review: read } = await client.ask(NHS, ReviewDataDocument, {
    reviewId: review.id,
    purpose: REVIEW_PURPOSE,
  });
  if (!read) throw new StoryError('The NHS trust received no review.');
  sayIdentities(narrator, read);
  sayRecords(narrator, read, 2);
  const all = returnsOf(read);
  const own = all.filter(({ part }) => part.agency === NHS_TRUST);
  const others = all.filter(({ part }) => part.agency !== NHS_TRUST);
  narrator.check('its own records are in the clear', isClear(own, links));
  narrator.check(
    "special category data reached it: its own health records and other agencies' records",
    own.some(({ part }) => (part.health ?? []).length > 0) && others.length > 0,
  );
  narrator.check(
    "other agencies' names and NHS numbers are pseudonyms, their dates of birth and addresses coarse",
    others.every(({ part }) => isVeiled(part)),
  );
  narrator.check(
    'a person has one pseudonym across all agencies, and another one than in the contact check',
    hasOnePseudonymEach(others, links),
  );
  narrator.check(
    'other agencies send it no convictions, informants or contact details',
    others.every(
      ({ part }) => part.convictions === null && part.informants === null && part.contactDetails === null,
    ),
  );
  if (!realData) {
    narrator.check(
      "no name, NHS number or address of the family is anywhere in the other agencies' returns",
      !namesAnyone(others),
    );
  }
}

function isClear(own: readonly PlacedReturn[], links: readonly LinkedRecord[]): boolean {
  const mine = links.filter(({ agency }) => agency === NHS_TRUST);
  return (
    mine.length > 0 &&
    mine.every(({ role, record }) => {
      const part = own.find((placed) => placed.role === role)?.part;
      return part?.name === record.name && part.dateOfBirth === record.dateOfBirth;
    })
  );
}

function isVeiled({ name, nhsNumber, dateOfBirth, addresses }: PlacedReturn['part']): boolean {
  return (
    [name, nhsNumber].every((value) => value === null || isPseudonym(value)) &&
    (dateOfBirth === null || dateOfBirth.length < 'YYYY-MM-DD'.length) &&
    (addresses ?? []).every(({ lines }) => (lines ?? []).length === 0)
  );
}

function hasOnePseudonymEach(others: readonly PlacedReturn[], links: readonly LinkedRecord[]): boolean {
  const inContactCheck = new Set(links.map(({ ref }) => ref));
  return others.every(
    ({ ref, part: { name } }) => !inContactCheck.has(ref) && (name === null || name === ref),
  );
}

function namesAnyone(returns: readonly PlacedReturn[]): boolean {
  const text = JSON.stringify(returns.map(({ part }) => part)).toLowerCase();
  return storyPeople()
    .flatMap(({ name, nhsNumber, address }) => [...name.split(' '), nhsNumber, ...address.lines.slice(0, 1)])
    .some((identifier) => text.includes(identifier.toLowerCase()));
}
