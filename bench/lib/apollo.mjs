import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { bodyOf, listen } from './serve.mjs';

/**
 * Apollo Server over a schema or a gateway behind the thinnest integration over node:http; CacheControl is off, as it costs
 * a bare server much.
 */
export async function serveApollo({ plugins = [], context = async () => ({}), ...graph }) {
  const apollo = new ApolloServer({
    ...graph,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), ...plugins],
  });
  await apollo.start();
  const server = await listen(async (request, response) => {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers,
        search: '',
        body: JSON.parse(await bodyOf(request)),
      },
      context,
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    response.end(answer.body.string);
  });
  return { url: server.url, close: () => server.close().then(() => apollo.stop()) };
}
