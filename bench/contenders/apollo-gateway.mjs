import { ApolloGateway } from '@apollo/gateway';
import { serveApollo } from '../lib/apollo.mjs';
import { bareVariables } from '../lib/bare-schema.mjs';
import { supergraphOf } from '../lib/supergraph.mjs';

export const title = '@apollo/gateway over 12 subgraphs (no policy)';
export const workloads = ['FANOUT'];

export async function start({ subgraphs, federatedQuery }) {
  const gateway = new ApolloGateway({ supergraphSdl: supergraphOf(subgraphs) });
  const server = await serveApollo({ gateway });
  return { ...server, headers: {}, variables: bareVariables(), query: federatedQuery };
}
