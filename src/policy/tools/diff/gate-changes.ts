import { PURPOSES } from '../../../domain/purpose';
import type { CompiledPack } from '../../compiled-pack';
import type { Agreement, Party } from '../../party';
import type { PackChange } from './change';

const gate = (words: string, widens: boolean): PackChange => ({ kind: 'GATE', words, widens });

/** What must hold beside the matrix, and no longer must, or the other way round. */
export function gateChanges(
  { gates: before }: CompiledPack,
  { gates: after }: CompiledPack,
): readonly PackChange[] {
  const changes: PackChange[] = [];
  if (before.trainingMonths !== after.trainingMonths) {
    const words = `accepts training of the last ${after.trainingMonths} months, not ${before.trainingMonths}`;
    changes.push(gate(words, after.trainingMonths > before.trainingMonths));
  }
  changes.push(...reminderChanges(before.reminder, after.reminder));
  changes.push(
    ...toggled([before.ukOnly, after.ukOnly], {
      on: 'asks for a network within the United Kingdom',
      off: 'no longer asks for a network within the United Kingdom',
    }),
    ...toggled([before.assertionRequired, after.assertionRequired], {
      on: 'withholds entries that are not marked as fact or opinion',
      off: 'no longer asks that entries are marked as fact or opinion',
    }),
    ...documentChange([before.dpia, after.dpia], 'a data protection impact assessment'),
    ...documentChange(
      [before.appropriatePolicyDocument, after.appropriatePolicyDocument],
      'an appropriate policy document',
    ),
  );
  for (const purpose of PURPOSES) {
    changes.push(
      ...toggled([before.scopeWindow.has(purpose), after.scopeWindow.has(purpose)], {
        on: `asks for a scope window in ${purpose}`,
        off: `no longer asks for a scope window in ${purpose}`,
      }),
    );
  }
  return changes;
}

/** A safeguard that goes widens. */
function toggled(
  [before, after]: readonly [boolean, boolean],
  words: { readonly on: string; readonly off: string },
): readonly PackChange[] {
  return before === after ? [] : [gate(after ? words.on : words.off, before)];
}

/** A document that is there opens what was shut for want of it. */
function documentChange([before, after]: readonly [boolean, boolean], what: string): readonly PackChange[] {
  if (before === after) return [];
  return [
    gate(after ? `refers to ${what}, for want of which it was shut` : `no longer refers to ${what}`, after),
  ];
}

type Reminder = CompiledPack['gates']['reminder'];

function reminderChanges(before: Reminder, after: Reminder): readonly PackChange[] {
  if (before === null && after === null) return [];
  if (before === null) return [gate('asks everybody to acknowledge a confidentiality reminder', false)];
  if (after === null) return [gate('no longer asks for the confidentiality reminder', true)];
  return [
    ...(before.text === after.text
      ? []
      : [gate(`words the confidentiality reminder anew: “${after.text}”, not “${before.text}”`, false)]),
    ...toggled([before.visitors, after.visitors], {
      on: 'asks visitors, too, to acknowledge the reminder',
      off: 'no longer asks visitors to acknowledge the reminder',
    }),
  ];
}

const agreed = (words: string, widens: boolean): PackChange => ({ kind: 'AGREEMENT', words, widens });

/** Who may receive at all, by the agreement. */
export function agreementChanges(
  { agreement: before }: CompiledPack,
  { agreement: after }: CompiledPack,
): readonly PackChange[] {
  if (before === null && after === null) return [];
  if (before === null) return [agreed(`rests on an agreement: ${after?.title ?? ''}`, false)];
  if (after === null) return [agreed(`no longer rests on an agreement (${before.title})`, true)];
  return [
    ...terminationChange(before, after),
    ...partyChanges(before.parties, after.parties),
    ...(before.reviewDueOn === after.reviewDueOn
      ? []
      : [agreed(`has its agreement reviewed by ${after.reviewDueOn ?? 'no date'}`, false)]),
  ];
}

function terminationChange(before: Agreement, after: Agreement): readonly PackChange[] {
  const [was, is] = [before.terminatedOn, after.terminatedOn];
  if (was === is) return [];
  if (is === null) return [agreed('no longer has its agreement terminated', true)];
  return [agreed(`has its agreement terminated on ${is}`, was !== null && is > was)];
}

function partyChanges(before: readonly Party[], after: readonly Party[]): readonly PackChange[] {
  const was = new Map(before.map((party) => [party.agency, party]));
  const is = new Set(after.map(({ agency }) => agency));
  const gone = before
    .filter(({ agency }) => !is.has(agency))
    .map(({ name }) => agreed(`no longer names ${name}`, false));
  const changed = after.flatMap((party) => {
    const old = was.get(party.agency);
    const { name, status } = party;
    if (!old) return [agreed(`names ${name} as ${party.class} (${status})`, status === 'SIGNED')];
    return [
      ...(old.status === status
        ? []
        : [agreed(`has ${name} as ${status} where it was ${old.status}`, status === 'SIGNED')]),
      ...(old.class === party.class
        ? []
        : [agreed(`takes ${name} for ${party.class} where it was ${old.class}`, true)]),
    ];
  });
  return [...gone, ...changed];
}
