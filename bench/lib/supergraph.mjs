import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { agencySdl, ownerSdl } from './federation.mjs';

/** The supergraph of the review's own subgraph and the agencies'; with a scope, one in which every field is guarded. */
export function supergraphOf({ owner, agencies }, scope) {
  const { errors, supergraphSdl } = composeServices([
    { name: 'review', url: owner, typeDefs: parse(ownerSdl(scope)) },
    ...Object.entries(agencies).map(([name, url]) => ({
      ...{ name, url, typeDefs: parse(agencySdl(name, scope)) },
    })),
  ]);
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
