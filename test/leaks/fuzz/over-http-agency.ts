import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Kind, parse, type SelectionSetNode } from 'graphql';

import { wordsOf, type Json, type JsonObject } from './records';

/** A request as an agency read it. */
export interface AgencyRequest {
  readonly agency: string;
  readonly handles: readonly string[];
  /** The categories asked for, each with the leaves below it, and whether it names a period. */
  readonly fields: ReadonlyMap<string, AskedField>;
  /** Headers and body as they came, and the grant's claims in clear, for scans. */
  readonly text: string;
}
export interface AskedField {
  readonly leaves: readonly string[];
  readonly narrowed: boolean;
}

export interface AgencyOptions {
  readonly agency: string;
  readonly records: ReadonlyMap<string, JsonObject>;
  /** Sends the whole record and more, whatever was asked for. */
  readonly oversends: boolean;
  readonly onRequest: (request: AgencyRequest) => void;
}

export interface Agency {
  readonly url: string;
  close(): Promise<void>;
}

interface Question {
  readonly fields: ReadonlyMap<string, AskedField>;
  readonly selection: SelectionSetNode;
}

/** Serves records as the contract asks for them, cheaply: what agencies verify has tests of its own. */
export async function serveRecords(options: AgencyOptions): Promise<Agency> {
  const questions = new Map<string, Question>();
  const everything = new Map<string, string>();
  const all = (handle: string, record: JsonObject): string => {
    const text = everything.get(handle) ?? JSON.stringify({ ...record, surplus: record });
    everything.set(handle, text);
    return text;
  };
  const answer = (body: string, headers: string): string => {
    const { query, variables } = JSON.parse(body) as {
      query: string;
      variables: { representations: { handle: string }[]; from?: string };
    };
    const question = questions.get(query) ?? readQuestion(query);
    questions.set(query, question);
    const handles = variables.representations.map(({ handle }) => handle);
    options.onRequest({
      agency: options.agency,
      handles,
      fields: question.fields,
      text: `${headers}\n${body}`,
    });
    const entities = handles.map((handle) => {
      const record = options.records.get(handle);
      if (!record) return 'null';
      if (options.oversends) return all(handle, record);
      return JSON.stringify(select(record, question.selection, variables.from));
    });
    return `{"data":{"_entities":[${entities.join(',')}]}}`;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = answer(Buffer.concat(chunks).toString('utf8'), headersOf(request));
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const headersOf = ({ headers }: IncomingMessage): string => {
  const [, claims] = (headers.authorization ?? '').split('.');
  return `${JSON.stringify(headers)}\n${Buffer.from(claims ?? '', 'base64url').toString('utf8')}`;
};

function readQuestion(query: string): Question {
  const [operation] = parse(query).definitions;
  const entities = operation?.kind === Kind.OPERATION_DEFINITION && operation.selectionSet.selections[0];
  const subject = entities && entities.kind === Kind.FIELD && entities.selectionSet?.selections[0];
  if (!subject || subject.kind !== Kind.INLINE_FRAGMENT) throw new Error(`Not the contract's: ${query}`);
  const fields = subject.selectionSet.selections.flatMap((one) =>
    one.kind === Kind.FIELD && one.name.value !== 'handle'
      ? [
          [
            one.name.value,
            { leaves: namesIn(one.selectionSet), narrowed: (one.arguments?.length ?? 0) > 0 },
          ] as const,
        ]
      : [],
  );
  return { fields: new Map(fields), selection: subject.selectionSet };
}

const namesIn = (set: SelectionSetNode | undefined): readonly string[] =>
  (set?.selections ?? []).flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));

/** What is selected of a value; entries that ended before `from` are left out of lists that take a period. */
function select(value: Json, set: SelectionSetNode | undefined, from: string | undefined): Json {
  if (!set || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: Json) => select(one, set, from));
  const object = value as JsonObject;
  return Object.fromEntries(
    set.selections.flatMap((one): [string, Json][] => {
      if (one.kind !== Kind.FIELD) return [];
      const below = object[one.name.value] ?? null;
      const within =
        from !== undefined && one.arguments?.length && Array.isArray(below)
          ? below.filter((entry: Json) => wordsOf((entry as JsonObject)['to']) >= from)
          : below;
      return [[one.name.value, select(within, one.selectionSet, from)]];
    }),
  );
}
