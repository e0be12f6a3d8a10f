import type { AuditEntry, StoredEvent } from '../event';
import { ENTITY, type OwnWords } from './codes';
import type { Entity } from './types';

/** Details that hold ids, codes and counts of ours; of any other, the name alone is exported. */
const OPEN_DETAILS: ReadonlySet<string> = new Set([
  'agencies',
  'agency',
  'alert',
  'disposition',
  'event',
  'fields',
  'filters',
  'format',
  'log',
  'report',
  'request',
  'review',
  'reviewId',
  'rule',
  'step',
]);
/** The same, where the rest of the name is an agency's id. */
const OPEN_PREFIXES: ReadonlySet<string> = new Set(['exchange', 'outside-scope', 'status', 'surplus']);

const isOpen = (name: string): boolean =>
  OPEN_DETAILS.has(name) || (name.includes(':') && OPEN_PREFIXES.has(name.slice(0, name.indexOf(':'))));

type Detail = NonNullable<Entity['detail']>[number];

const detail = (type: string, valueString: string): readonly Detail[] =>
  valueString === '' ? [] : [{ type, valueString }];

/** What the event was about besides the person: what was asked for, under which policy, by which query. */
export function entitiesOf(
  stored: StoredEvent,
  entries: readonly AuditEntry[],
  words: OwnWords,
): readonly Entity[] {
  return [dataObject(stored, entries, words), ...policyEntity(stored, words), ...queryEntity(stored)];
}

/** The person, by pseudonym. */
export const patientEntity = (pseudonym: string, words: OwnWords): Entity => ({
  what: words.refer('Patient', 'pseudonym', pseudonym),
  type: ENTITY.person,
  role: ENTITY.patient,
});

/** The review, or the log where there is none, with fields by name and where the event is found in its log. */
function dataObject(
  { event, log, sequence, hash, eventId }: StoredEvent,
  entries: readonly AuditEntry[],
  words: OwnWords,
): Entity {
  const names = Object.keys(event.details).sort();
  const shown = names.filter(isOpen).flatMap((name) => detail(name, event.details[name] ?? ''));
  const closed = names.filter((name) => !isOpen(name)).join(',');
  const { review } = event;
  return {
    what: review
      ? words.refer('DocumentReference', 'review', review.id)
      : words.refer('DocumentReference', 'audit-log', log),
    type: ENTITY.system,
    role: ENTITY.domainResource,
    detail: [
      ...entries.flatMap(({ category, outcome, clause, records }) =>
        detail(`category:${category}`, `${outcome} clause=${clause} values=${records}`),
      ),
      ...shown,
      ...detail('details-not-exported', closed),
      ...(review ? [...detail('review-type', review.type), ...detail('review-state', review.state)] : []),
      ...detail('event', eventId),
      ...detail('log', log),
      ...detail('sequence', String(sequence)),
      ...detail('leaf-hash', hash),
    ],
  };
}

/** The policy pack and the lawful basis that stand where a consent does elsewhere. */
function policyEntity({ event: { pack, lawfulBasis } }: StoredEvent, words: OwnWords): readonly Entity[] {
  if (pack === null) return [];
  const bases = lawfulBasis
    ? [
        ...detail('article-6', lawfulBasis.article6),
        ...detail('article-9', lawfulBasis.article9.join(', ')),
        ...detail('schedule-1', lawfulBasis.schedule1.join(', ')),
        ...detail('article-10', lawfulBasis.article10.join(', ')),
        ...detail('statute', lawfulBasis.statute.join(', ')),
      ]
    : [];
  return [
    {
      what: words.refer('Consent', 'policy-pack', `${pack.key}@${pack.version}`),
      type: ENTITY.system,
      role: ENTITY.securityResource,
      detail: [...detail('sha-256', pack.digest), ...bases],
    },
  ];
}

/** The keyed hash of the operation's text, in the place of the text. */
function queryEntity({ event: { operation, requestId } }: StoredEvent): readonly Entity[] {
  if (operation.hash === null) return [];
  return [
    {
      type: ENTITY.system,
      role: ENTITY.query,
      query: Buffer.from(operation.hash, 'hex').toString('base64'),
      detail: [
        ...detail('keyed-hash', 'HMAC-SHA-256'),
        ...(operation.variables ? detail('keyed-hash-of-variables', operation.variables) : []),
        ...detail('request', requestId),
      ],
    },
  ];
}
