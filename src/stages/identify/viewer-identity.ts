import { z } from 'zod';

/**
 * Who the token says its user is, by the standard claims of OpenID Connect Core 1.0, section 5.1. It serves one thing: to
 * notice when users look at themselves or at people who share their surname or address. It is kept nowhere.
 */
export interface ViewerIdentity {
  readonly name: string | null;
  readonly familyName: string | null;
  /** ISO 8601 date. */
  readonly birthdate: string | null;
  readonly streetAddress: string | null;
  readonly postcode: string | null;
}

const text = z.string().min(1).max(300).optional();

/** The claims; one that is malformed refuses the token, as any other does. */
export const VIEWER_CLAIMS = {
  name: text,
  given_name: text,
  family_name: text,
  birthdate: z.iso.date().optional(),
  address: z.object({ street_address: text, postal_code: text }).optional(),
} as const;

type ViewerClaims = z.output<z.ZodObject<typeof VIEWER_CLAIMS>>;

/** The identity that the claims declare; null where they declare none. */
export function viewerIdentity(claims: ViewerClaims): ViewerIdentity | null {
  const { given_name: given, family_name: family, birthdate, address } = claims;
  const composed = given !== undefined && family !== undefined ? `${given} ${family}` : null;
  const identity: ViewerIdentity = {
    name: claims.name ?? composed,
    familyName: family ?? null,
    birthdate: birthdate ?? null,
    streetAddress: address?.street_address ?? null,
    postcode: address?.postal_code ?? null,
  };
  return Object.values(identity).some((value) => value !== null) ? Object.freeze(identity) : null;
}
