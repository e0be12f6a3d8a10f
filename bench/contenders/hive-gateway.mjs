import { serveHive } from '../lib/hive.mjs';
import { supergraphOf } from '../lib/supergraph.mjs';

export const title = '@graphql-hive/gateway over 12 subgraphs (no policy)';
export const workloads = ['FANOUT'];

export const start = (workload) => serveHive(workload, { supergraph: supergraphOf(workload.subgraphs) });
