import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';
import type { AgencyId } from '../../src/domain/ids';
import {
  hasPython,
  PATIENT,
  PUPIL,
  startClinic,
  startSchool,
  type OutsideAgency,
} from '../support/outside-agency';
import { COORDINATOR, openFixtureReview, OTHER, OWN, registerAgencies } from '../support/review-fixture';
import {
  at,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const OPERATION = readFileSync(
  join(packageRoot(), 'schema', 'operations', 'register-agency.graphql'),
  'utf8',
);
const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const itPython = hasPython() ? it : it.skip;
if (!hasPython()) process.stderr.write('No python3 here: the clinic is left out.\n');

let service: ServiceGateway;
let school: OutsideAgency;
let clinic: OutsideAgency | undefined;
let coordinator: Caller;

beforeAll(async () => {
  service = await startServiceGateway();
  school = await startSchool();
  clinic = hasPython() ? await startClinic() : undefined;
  await registerAgencies(service.gateway.register, {});
  coordinator = await service.as({ user: 'c', agency: COORDINATOR, roles: ['COORDINATOR'] });
}, 240_000);
afterAll(async () => {
  await school.close();
  await clinic?.close();
  await service.close();
});

const register = (by: Caller, input: Readonly<Record<string, unknown>>): Promise<GraphQLAnswer> =>
  by(OPERATION, {
    input: { idempotencyKey: randomUUID(), name: 'Outside', kind: 'TEST', residency: 'UK', ...input },
  });

/** A server that answers `_service` with this SDL and all else with nothing. */
async function sdlServer(sdl: string): Promise<{ readonly url: string; readonly server: Server }> {
  const body = JSON.stringify({ data: { _service: { sdl } } });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/graphql`, server };
}

const eventsOf = async (action: 'REGISTER_AGENCY' | 'REMOVE_AGENCY'): Promise<readonly string[]> => {
  const { events } = await service.gateway.audit.page({ action }, { first: 20 });
  return events.map(({ event }) => event.outcome);
};

describe('an agency whose subgraph others have written', () => {
  it('is refused with a list of what to mend, and the refusal is on record', async () => {
    const contract = readFileSync(join(packageRoot(), 'schema', 'agency.graphql'), 'utf8');
    const { url, server } = await sdlServer(
      contract.replace('name: String', 'name: Int!').replace('age: Int', 'age: Int\n  shoeSize: Int'),
    );
    const answer = await register(coordinator, { agencyId: OTHER, endpoint: url, residency: 'elsewhere' });
    server.close();
    expect(at(answer.data, 'registerAgency', 'registered')).toBe(false);
    const findings = at(answer.data, 'registerAgency', 'findings') as { part: string; place: string }[];
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ part: 'CONTRACT', place: 'Subject.name', severity: 'ERROR' }),
        expect.objectContaining({ part: 'DATA_MAP', place: 'Subject.shoeSize', severity: 'ERROR' }),
        expect.objectContaining({ part: 'RESIDENCY', severity: 'ERROR' }),
      ]),
    );
    expect(await eventsOf('REGISTER_AGENCY')).toEqual(['DENIED']);
    expect((await service.gateway.register.agency(OTHER as AgencyId))?.endpointUrl).toBeNull();
  });

  it('is entered by nobody who neither coordinates a partnership nor is its engineer', async () => {
    const stranger = await service.as({ user: 's', agency: OWN, roles: ['ENGINEER'] });
    const answer = await register(stranger, { agencyId: OTHER, endpoint: school.url });
    expect(answer.errors[0]?.extensions.code).toBe('ACTION_NOT_PERMITTED');
    const contact = await service.as({ user: 'x', agency: OTHER, roles: ['AGENCY_CONTACT'] });
    const refused = await register(contact, { agencyId: OTHER, endpoint: school.url });
    expect(refused.errors[0]?.extensions.code).toBe('ACTION_NOT_PERMITTED');
  });

  itPython(
    'answers a review in what it offers, and nothing else is asked of it, until it is removed',
    async () => {
      const entries = [
        { agencyId: OTHER, endpoint: school.url, testHandles: [PUPIL] },
        { agencyId: OWN, endpoint: clinic?.url, testHandles: [PATIENT] },
      ];
      for (const entry of entries) {
        const { data, errors } = await register(coordinator, entry);
        expect(errors).toEqual([]);
        expect(at(data, 'registerAgency', 'registered')).toBe(true);
      }
      const { reviewId } = await openFixtureReview(service.gateway.register, {
        pack: 'baseline',
        type: PURPOSE,
        state: 'GATHERING',
        handles: { [OTHER]: PUPIL, [OWN]: PATIENT },
      });
      const ask = `{ review(id: "${reviewId}", purpose: ${PURPOSE}) { subjects { returns { agency status
      health { description assertion addenda { text } } safeguardingConcerns { kind assertion addenda { text } } } } } }`;
      const answer = await coordinator(ask);
      expect(answer.errors).toEqual([]);
      const returns = at(answer.data, 'review', 'subjects', 0, 'returns');
      expect(returns).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ agency: OTHER, status: 'OK', health: null }),
          expect.objectContaining({ agency: OWN, status: 'OK', safeguardingConcerns: null }),
        ]),
      );
      const shown = returns as { safeguardingConcerns: unknown; health: unknown; agency: string }[];
      expect(shown.find(({ agency }) => agency === OTHER)?.safeguardingConcerns).toHaveLength(1);
      expect(shown.find(({ agency }) => agency === OWN)?.health).not.toHaveLength(0);

      const own = await service.as({ user: 'o', agency: OWN, roles: ['AGENCY_CONTACT'] });
      expect((await own(ask)).errors).toEqual([]);
      const removal = await coordinator(
        'mutation ($input: RemoveAgencyInput!) { removeAgency(input: $input) { agencyId } }',
        {
          input: { idempotencyKey: randomUUID(), agencyId: OWN },
        },
      );
      expect(removal.errors).toEqual([]);
      expect((await own(ask)).errors[0]?.extensions.code).toBe('REVIEW_NOT_FOUND');
      const after = at((await coordinator(ask)).data, 'review', 'subjects', 0, 'returns');
      expect(after).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ agency: OWN, status: 'NOT_ASKED', health: null }),
          expect.objectContaining({ agency: OTHER, status: 'OK' }),
        ]),
      );
      expect(await eventsOf('REMOVE_AGENCY')).toEqual(['SUCCESS']);
    },
  );
});
