import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLOutputType } from 'graphql';

import { ROLES, type Role } from '../../src/domain/standing';
import { buildGatewaySchema } from '../../src/graphql/schema';
import { GUARDS, type Guard } from '../../src/graphql/shield/guards';

/** Who may ask for what, said a second time: a role that is added or lost by mistake is seen here. */
const MAY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Query: {
    'viewer reviews review contactChecks agencies policyMatrix reminder': 'anybody',
    'explain statistics': 'COORDINATOR AUDITOR',
    'auditEvents auditReport auditAlerts': 'AUDITOR',
    reidentificationRequests: 'COORDINATOR AGENCY_CONTACT AUDITOR',
    reidentificationNotices: 'AGENCY_CONTACT AUDITOR',
    reviewSettings: 'COORDINATOR',
    agencyRegistrations: 'COORDINATOR ENGINEER',
  },
  Mutation: {
    'openReview addSubject sendContactCheck setStanding advanceReview setScopeWindow': 'COORDINATOR',
    'setSubjectFlags setIndexEvent releaseText withdrawTextRelease': 'COORDINATOR',
    'recordRetention setLegalHold requestDestruction': 'COORDINATOR',
    'recordCondition withdrawCondition': 'COORDINATOR AUDITOR',
    'decideDestruction disposeAlert requestSubjectLookup decideSubjectLookup viewSubjectLookup': 'AUDITOR',
    'requestReidentification viewReidentification': 'COORDINATOR AGENCY_CONTACT',
    approveReidentification: 'COORDINATOR AGENCY_CONTACT AUDITOR',
    answerContactCheck: 'AGENCY_CONTACT',
    acknowledgeReminder: 'anybody',
    'registerAgency removeAgency rotateAgencyKey': 'COORDINATOR ENGINEER',
  },
};

const schema = buildGatewaySchema();
const admits = (guard: Guard | undefined, role: Role): boolean =>
  guard?.kind === 'anyRole' ? guard.roles.includes(role) : guard !== undefined;

/** The object types of an answer, at any depth. */
function typesBelow(type: GraphQLOutputType, seen = new Set<GraphQLObjectType>()): typeof seen {
  const named = getNamedType(type);
  if (!isObjectType(named) || seen.has(named)) return seen;
  seen.add(named);
  for (const field of Object.values(named.getFields())) typesBelow(field.type, seen);
  return seen;
}

describe.each(Object.keys(MAY))('%s', (type) => {
  it('asks of each field for these roles and no others', () => {
    const said = Object.entries(GUARDS[type] ?? {}).map(([field, guard]) => [
      field,
      guard.kind === 'anyRole' ? [...guard.roles].sort().join(' ') : guard.kind,
    ]);
    const meant = Object.entries(MAY[type] ?? {}).flatMap(([fields, roles]) =>
      fields
        .split(' ')
        .map((field) => [field, roles === 'anybody' ? 'signedIn' : roles.split(' ').sort().join(' ')]),
    );
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(meant));
  });
});

describe('what a question answers with', () => {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map(
      (field) => [`${type?.name ?? ''}.${field.name}`, field.type] as const,
    ),
  );

  it.each(roots)('%s can be read, all of it, by everybody who may ask', (coordinate, type) => {
    const [root = '', field = ''] = coordinate.split('.');
    const asking = GUARDS[root]?.[field];
    const fields = [...typesBelow(type)].flatMap((answer) => Object.entries(GUARDS[answer.name] ?? {}));
    for (const [name, guard] of fields) {
      // What is of a recorded answer is decided on by the stages, whoever asks.
      if (guard.kind === 'recordedAnswer' || guard.kind === 'category') continue;
      for (const role of ROLES) {
        if (admits(asking, role)) expect([name, role, admits(guard, role)]).toEqual([name, role, true]);
      }
    }
  });

  it('holds data of a recorded answer under a guard that asks for one', () => {
    for (const type of [
      'Review',
      'ReviewSubject',
      'AgencyReturn',
      'Statement',
      'Address',
      'IdentityReturn',
    ]) {
      for (const [field, guard] of Object.entries(GUARDS[type] ?? {}))
        expect([type, field, ['recordedAnswer', 'category'].includes(guard.kind)]).toEqual([
          type,
          field,
          true,
        ]);
    }
  });
});
