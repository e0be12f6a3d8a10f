import { createGatewayRuntime } from '@graphql-hive/gateway';
import { bareVariables } from './bare-schema.mjs';
import { listen } from './serve.mjs';

/** Hive Gateway's runtime behind node:http, as it recommends for Node without native modules. */
export async function serveHive({ federatedQuery: query }, { headers = {}, ...settings }) {
  const runtime = createGatewayRuntime({
    ...{ logging: false, landingPage: false, graphiql: false, ...settings },
  });
  const server = await listen(runtime);
  const close = () => server.close().then(() => runtime[Symbol.asyncDispose]());
  return { url: server.url, headers, variables: bareVariables(), query, close };
}
