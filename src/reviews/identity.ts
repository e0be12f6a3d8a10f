import { canonicalize } from 'json-canonicalize';
import type { IdentityItems } from './review';

/** The three items as the text that is encrypted: canonical JSON, so that equal items are equal texts. */
export const identityText = ({ name, dateOfBirth, addresses }: IdentityItems): string =>
  canonicalize({ name, dateOfBirth, addresses });

/** The three items of a decrypted text; the cipher has authenticated that it is ours. */
export const identityItems = (text: string): IdentityItems => JSON.parse(text) as IdentityItems;
