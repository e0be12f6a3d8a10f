import { GatewayError } from '../errors/gateway-error';
import { MAX_PAGE } from './types/connections';

/** A page of a list, in the shape of Relay's cursor connections. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Makes a connection; a cursor is opaque and holds a position in the list, no personal data. */
export function connection<Item, Node>(
  page: { readonly items: readonly Item[]; readonly hasNextPage: boolean },
  view: { readonly cursor: (item: Item) => string; readonly node: (item: Item) => Node },
): Connection<Node> {
  const edges = page.items.map((item) => ({ cursor: view.cursor(item), node: view.node(item) }));
  return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

/**
 * The size of a page that was asked for.
 *
 * @throws GatewayError `INPUT_INVALID` outside 1 to 200.
 */
export function pageSize(first: number): number {
  if (first < 1 || first > MAX_PAGE)
    throw new GatewayError('INPUT_INVALID', { detail: 'first is out of range' });
  return first;
}

export const encodeCursor = (position: number | string): string =>
  Buffer.from(String(position)).toString('base64url');

/**
 * The position behind a cursor of ours.
 *
 * @throws GatewayError `INPUT_INVALID` when it is not a whole number.
 */
export function decodeCursor(cursor: string): number {
  const position = Number(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Number.isSafeInteger(position) || position < 0)
    throw new GatewayError('INPUT_INVALID', { detail: 'not a cursor' });
  return position;
}
