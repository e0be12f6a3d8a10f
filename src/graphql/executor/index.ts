import type { RequestContext } from '../context';
import { shieldOf, type Shield } from '../shield';
import { reviewView } from '../views';
import type { GraphQLSchema } from 'graphql';
import type { Projection } from './projection';
import { Anomaly, type Projected } from './slot';
import { verdictsOf } from './verdicts';

export { compileProjection, type Projection } from './projection';

/** The `data` of a response. */
export type ProjectedData = Readonly<Record<string, Projected>>;

/**
 * Answers an operation from what was disclosed, by its compiled projection. The guards decide once on each field, and on
 * `Query.review` itself for this caller.
 *
 * @returns null where graphql-js must run the operation
 */
export async function project(
  projection: Projection,
  { schema, context }: { readonly schema: GraphQLSchema; readonly context: RequestContext },
): Promise<ProjectedData | null> {
  const { disclosed } = context.state;
  const query = schema.getQueryType();
  if (!disclosed || !query) return null;
  try {
    const shield: Shield = shieldOf(schema);
    const root = { type: query, field: 'review', parent: {}, context };
    const view = reviewView(disclosed);
    if ((await shield({ ...root, resolve: () => view })) !== view) return null;
    const verdicts = await verdictsOf({ slots: projection.slots, shield, context });
    const completed = new Map(projection.roots.map(({ key, complete }) => [key, complete]));
    const data: Record<string, Projected> = {};
    for (const key of projection.order) {
      const complete = completed.get(key);
      data[key] = complete ? complete(view, verdicts) : query.name;
    }
    return data;
  } catch (error) {
    if (error instanceof Anomaly) return null;
    throw error;
  }
}
