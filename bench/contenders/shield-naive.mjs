import { createRequire } from 'node:module';
import { applyMiddleware } from 'graphql-middleware';
import { allow, rule, shield } from 'graphql-shield';
import { isObjectType } from 'graphql';
import { serveApollo } from '../lib/apollo.mjs';
import { bareAnswer, hmacOf, newKey } from '../lib/bare-schema.mjs';
import { createDatabase } from '../lib/postgres.mjs';

const { Pool } = createRequire(new URL('../../package.json', import.meta.url))('pg');

export const title = 'graphql-shield on every leaf, HMAC, one audit row per field (the naive way)';
export const workloads = ['BIG', 'SMALL'];

const GUARDED = [
  'Review',
  'ReviewSubject',
  'AgencyReturn',
  'Statement',
  'Addendum',
  'RelatedParty',
  'Address',
];
const TABLE = 'create table field_audit (id bigserial primary key, request text, field text, at timestamptz)';
const ROW = 'insert into field_audit (request, field, at) values ($1, $2, now())';

const coordinate = ({ parentType, fieldName }) => `${parentType.name}.${fieldName}`;

/** A rule on every field of what is disclosed; handles become pseudonyms; each field that leaves is a row. */
export async function start(workload) {
  const { schema, variables } = bareAnswer(workload);
  const database = await createDatabase();
  const pool = new Pool({ connectionString: database.url });
  await pool.query(TABLE);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && GUARDED.includes(type.name),
  );
  const fields = types.flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));
  const permits = new Set(fields);
  const server = await serveApollo({
    schema: guarded(schema, types),
    context: async () => ({ permits, seen: [] }),
    plugins: [
      {
        requestDidStart: async () => ({
          willSendResponse: ({ contextValue: { seen } }) => writeRows(pool, seen),
        }),
      },
    ],
  });
  return {
    url: server.url,
    headers: {},
    variables,
    close: async () => {
      await server.close();
      await pool.end();
      await database.drop();
    },
  };
}

function guarded(schema, types) {
  const permitted = rule({ cache: 'no_cache' })((...[, , { permits }, info]) =>
    permits.has(coordinate(info)),
  );
  const rules = types.map((type) => [
    type.name,
    Object.fromEntries(Object.keys(type.getFields()).map((field) => [field, permitted])),
  ]);
  const pseudonym = hmacOf(newKey());
  const auditing = async (resolve, ...call) => {
    const [, , context, info] = call;
    const value = await resolve(...call);
    context.seen.push(coordinate(info));
    return info.fieldName === 'handle' ? pseudonym(value) : value;
  };
  return applyMiddleware(
    schema,
    shield(Object.fromEntries(rules), { fallbackRule: allow }),
    Object.fromEntries(GUARDED.map((type) => [type, auditing])),
  );
}

async function writeRows(pool, fields) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    for (const field of fields) await client.query(ROW, ['request', field]);
    await client.query('commit');
  } finally {
    client.release();
  }
}
