import { agencyOperation, type AgencyQuestion } from '../domain/agency-operation';
import { UNKNOWN_HANDLE, treeOf } from './conformance/rule';
import type { AgencyEndpoint } from './endpoint';
import type { PartFinding } from './finding';

/** A rule of a live endpoint that needs nobody's record. */
export interface EndpointRule {
  readonly rule: string;
  readonly check: (endpoint: AgencyEndpoint) => Promise<readonly PartFinding[]>;
}

const ENTITIES = 'Query._entities';

/** Nobody is behind it. */
const NOBODY: AgencyQuestion = { handles: [UNKNOWN_HANDLE], fields: treeOf([]), period: null };

const demandsGrant: EndpointRule = {
  rule: 'answers nothing without a disclosure grant of the gateway',
  check: async (endpoint) => {
    const { data } = await endpoint.send({ ...agencyOperation(NOBODY), question: NOBODY, bare: true });
    const message =
      'a request without a grant is answered: verify the grants of the gateway, or let the network admit nobody else';
    return Array.isArray(data?.['_entities']) ? [{ place: ENTITIES, message, severity: 'WARNING' }] : [];
  },
};

const answersTheKeyOnly: EndpointRule = {
  rule: 'answers nobody who is asked for by anything but a handle',
  check: async (endpoint) => {
    const { data } = await endpoint.send({
      query:
        'query OtherKey($of: [_Any!]!) { _entities(representations: $of) { ... on Subject { handle } } }',
      variables: { of: [{ __typename: 'Subject', nhsNumber: '9000000009' }] },
      question: NOBODY,
    });
    const entities = data?.['_entities'];
    const answered = Array.isArray(entities) && entities.some((entity) => entity !== null);
    const message = 'a person is answered without the handle: resolve the handle alone';
    return answered ? [{ place: ENTITIES, message }] : [];
  },
};

/** A field that no schema has, so near to one that a server would be tempted to help. */
const MISSPELT = 'query Misspelt { _entities(representations: []) { ... on Subject { handlee } } }';

const tellsNothing: EndpointRule = {
  rule: 'tells nothing of its schema or its code in an error',
  check: async (endpoint) => {
    const { text } = await endpoint.send({ query: MISSPELT, question: NOBODY });
    const tells = /did you mean|stacktrace|\bat [^"]+:\d+:\d+/i.test(text);
    const message = 'an error hints at other fields or shows a stack: answer one fixed sentence';
    return tells ? [{ place: ENTITIES, message, severity: 'WARNING' }] : [];
  },
};

const isNotBrowsable: EndpointRule = {
  rule: 'keeps its schema from introspection',
  check: async (endpoint) => {
    const { data } = await endpoint.send({
      query: 'query Browse { __schema { queryType { name } } }',
      question: NOBODY,
    });
    const message = 'answers introspection, which the gateway never asks: switch it off';
    return data?.['__schema'] ? [{ place: 'Query.__schema', message, severity: 'WARNING' }] : [];
  },
};

/** Every rule of an endpoint by itself. */
export const ENDPOINT_RULES: readonly EndpointRule[] = Object.freeze([
  demandsGrant,
  answersTheKeyOnly,
  tellsNothing,
  isNotBrowsable,
]);
