import type { AuditEntry, StoredEvent } from '../event';
import { groups } from '../reports/disclosures';
import { left } from '../reports/walk';
import { ACTION_WORDS, OUTCOME_WORDS } from './actions';
import {
  APPLICATION_SERVER,
  concept,
  dicom,
  lifecycle,
  ownWords,
  participation,
  PROFILES,
  snomed,
  type OwnWords,
} from './codes';
import { entitiesOf, patientEntity } from './entities';
import type { Agent, FhirAuditEvent, Reference } from './types';

const SOURCE = concept(dicom('110153', 'Source Role ID'));
const DESTINATION = concept(dicom('110152', 'Destination Role ID'));
const RECIPIENT_USER = concept(participation('IRCP', 'information recipient'));
const CUSTODIAN = concept(snomed('159541003'));
const DISCLOSE = lifecycle('disclose');

/** What one event is told with. */
interface Telling {
  readonly stored: StoredEvent;
  readonly words: OwnWords;
}

/**
 * An event as FHIR R4 `AuditEvent`s. What left about a person is a Privacy Disclosure of the gateway's (Export), and,
 * where it came from an agency, a Privacy Disclosure that the gateway received (Import): an event of either profile is
 * recorded by the end that it is of, and the gateway can only speak for itself. All else is one basic event.
 */
export function fhirAuditEvents(stored: StoredEvent, baseUri: string): readonly FhirAuditEvent[] {
  const telling = { stored, words: ownWords(baseUri) };
  const disclosed: FhirAuditEvent[] = [];
  const kept: AuditEntry[] = [];
  let told = 0;
  for (const group of groups(stored.event.entries)) {
    if (!isDisclosed(stored, group)) {
      kept.push(...group);
      continue;
    }
    told += 1;
    const place = String(told);
    disclosed.push(exported(telling, group, place));
    if ((group[0]?.agency ?? null) !== null) disclosed.push(imported(telling, group, place));
  }
  return disclosed.length > 0 && kept.length === 0 ? disclosed : [...disclosed, basic(telling, kept)];
}

/** Whether something of a person's left: withheld, or from an agency that did not answer, is not. */
function isDisclosed({ event }: StoredEvent, group: readonly AuditEntry[]): boolean {
  const [first] = group;
  if (first === undefined || first.subject === null || ACTION_WORDS[event.action].discloses !== true)
    return false;
  const hasFailed = event.details[`status:${first.agency ?? ''}`] !== undefined;
  return group.some((entry) => entry.records > 0 || (left(entry) && !hasFailed));
}

function basic(telling: Telling, entries: readonly AuditEntry[]): FhirAuditEvent {
  const { stored, words } = telling;
  const { type, action, subtype } = ACTION_WORDS[stored.event.action];
  const people = [...new Set(entries.flatMap(({ subject }) => (subject === null ? [] : [subject])))];
  return {
    ...common(telling, stored.eventId),
    type,
    subtype: [...(subtype ? [subtype] : []), words.code('audit-action', stored.event.action)],
    action,
    agent: [user(telling), { who: recipient(telling), requestor: false }],
    entity: [
      ...people.map((subject) => patientEntity(subject, words)),
      ...entitiesOf(stored, entries, words),
    ],
  };
}

/** What the gateway let out to the user's agency. */
function exported(telling: Telling, group: readonly AuditEntry[], place: string): FhirAuditEvent {
  const { stored, words } = telling;
  const custodian = group[0]?.agency ?? null;
  return {
    ...common(telling, `${stored.eventId}.${place}.export`),
    ...disclosure(telling, group),
    meta: { profile: [PROFILES.source] },
    type: dicom('110106', 'Export'),
    action: 'R',
    agent: [
      end(SOURCE, gateway(telling), telling),
      end(DESTINATION, recipient(telling), telling),
      user(telling, true),
      ...(custodian === null
        ? []
        : [{ type: CUSTODIAN, who: words.refer('Organization', 'agency', custodian), requestor: false }]),
    ],
  };
}

/** What the gateway received for it from the agency that holds the record; only what was asked for. */
function imported(telling: Telling, group: readonly AuditEntry[], place: string): FhirAuditEvent {
  const { stored, words } = telling;
  const agency = words.refer('Organization', 'agency', group[0]?.agency ?? '');
  return {
    ...common(telling, `${stored.eventId}.${place}.import`),
    ...disclosure(telling, group.filter(left)),
    meta: { profile: [PROFILES.recipient] },
    type: dicom('110107', 'Import'),
    action: 'C',
    agent: [
      end(SOURCE, agency, telling),
      end(DESTINATION, gateway(telling), telling),
      user(telling, true),
      { type: CUSTODIAN, who: agency, requestor: false },
    ],
  };
}

function disclosure(
  { stored, words }: Telling,
  group: readonly AuditEntry[],
): Pick<FhirAuditEvent, 'subtype' | 'entity'> {
  return {
    subtype: [DISCLOSE, words.code('audit-action', stored.event.action)],
    entity: [patientEntity(group[0]?.subject ?? '', words), ...entitiesOf(stored, group, words)],
  };
}

function common(
  telling: Telling,
  id: string,
): Pick<
  FhirAuditEvent,
  'resourceType' | 'id' | 'recorded' | 'outcome' | 'outcomeDesc' | 'purposeOfEvent' | 'source'
> {
  const { event, occurredAt, log } = telling.stored;
  return {
    resourceType: 'AuditEvent',
    id,
    recorded: occurredAt.toISOString(),
    outcome: OUTCOME_WORDS[event.outcome],
    outcomeDesc: event.code ?? event.outcome,
    ...(event.purpose && { purposeOfEvent: purposes(telling) }),
    source: { site: log, observer: gateway(telling), type: [APPLICATION_SERVER] },
  };
}

const gateway = ({ words }: Telling): Reference => words.refer('Device', 'device', 'review-gateway');

const recipient = ({ words, stored }: Telling): Reference =>
  words.refer('Organization', 'agency', stored.event.actor.agency);

/** Which end it was, by our name for it: no network address is on the record. */
const end = (type: Agent['type'], who: Reference, { words }: Telling): Agent => ({
  ...(type && { type }),
  who,
  requestor: false,
  network: {
    address: words.uri(`${who.type}/${encodeURIComponent(who.identifier.value)}`),
    type: '5',
  },
});

const purposes = ({ stored: { event }, words }: Telling) =>
  event.purpose ? [concept(words.code('purpose', event.purpose))] : [];

/** Who asked: the one requestor of each event. */
function user(telling: Telling, receives = false): Agent {
  const { event } = telling.stored;
  const { words } = telling;
  const roles = [
    ...event.actor.roles.map((role) => concept(words.code('role', role))),
    ...(event.standing ? [concept(words.code('standing', event.standing))] : []),
  ];
  return {
    ...(receives && { type: RECIPIENT_USER }),
    who: words.refer('Practitioner', 'user', event.actor.user),
    requestor: true,
    ...(roles.length > 0 && { role: roles }),
    ...(event.pack && { policy: [words.uri(`policy-pack/${event.pack.key}/${event.pack.version}`)] }),
    ...(event.purpose && { purposeOfUse: purposes(telling) }),
  };
}
