import { composeGateway, openGround } from '../lib/own-gateway.mjs';
import { CONTACT_CHECK, PURPOSE } from '../lib/bare-schema.mjs';
import { gatherReview, openReview, registerPartnership } from '../lib/reviews.mjs';

export const title = 'review gateway, whole: JWT, policy, shield, minimisation, pseudonyms, durable audit';

/** Every agency is asked once for an operation, and no more. */
export const asksOnce = true;

const RECIPIENT = 'agency-01';
/** Reviews that can be asked for at once. */
const REVIEWS = 5;

/** An adapter that holds its record in memory, as the bare server does; what it reads it picks once per question. */
function memorySource(agency, record) {
  const read = new WeakMap();
  const answer = (fields) => {
    const known = read.get(fields) ?? picked(record, new Map([['handle', new Map()], ...fields]));
    read.set(fields, known);
    return known;
  };
  return {
    agency,
    offers: new Set(Object.keys(record).filter((name) => name !== 'handle')),
    read: async (handles, fields) => new Map(handles.map((handle) => [handle, answer(fields)])),
    search: async () => [],
    close: async () => undefined,
  };
}

function picked(value, fields) {
  if (Array.isArray(value)) return fields.size === 0 ? value : value.map((one) => picked(one, fields));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, below]) =>
      fields.has(name) ? [[name, picked(below, fields.get(name))]] : [],
    ),
  );
}

/**
 * The gateway as a partnership runs it, on PostgreSQL; each agency's adapter is in its own process, or where the subgraphs
 * of the workload answer.
 */
export async function start({ records, purpose = PURPOSE, subgraphs }) {
  const ground = await openGround();
  const held = records();
  const embedded = subgraphs ? [] : [...held].map(([agency, record]) => memorySource(agency, record));
  const gateway = await composeGateway(ground.environment, { embedded, level: 'warn' });
  const endpoints = [...held.keys()].map((agency) => [
    agency,
    subgraphs?.agencies[agency] ?? 'embedded:adapter',
  ]);
  await registerPartnership(gateway.register, [...held.keys()], new Map(endpoints));
  const reviews = [];
  for (let at = 0; at < (subgraphs ? REVIEWS : 1); at += 1)
    reviews.push(await reviewFor(purpose, gateway.register, [...held.keys()]));
  const token = await ground.issuer.token({
    ...{ user: 'bench-user', agency: RECIPIENT, roles: ['AGENCY_CONTACT'] },
  });
  const variables = reviews.map((id) => ({ id, purpose }));
  return {
    url: `${gateway.url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    variables: variables[0],
    others: variables,
    close: async () => {
      await gateway.close();
      await ground.close();
    },
  };
}

const reviewFor = (purpose, register, agencies) =>
  purpose === CONTACT_CHECK ? openReview(register, { agency: RECIPIENT }) : gatherReview(register, agencies);
