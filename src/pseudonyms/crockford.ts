/** Crockford's base32: no I, L, O or U, so that a pseudonym can be read out and typed. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first `characters` × 5 bits of `bytes`, most significant bit first. */
export function encodeCrockford(bytes: Uint8Array, characters: number): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < characters) {
      bits -= 5;
      text += ALPHABET.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/** Multiplies by x in GF(32), modulo x^5 + x^2 + 1. */
const timesX = (value: number): number => (value & 16 ? (value << 1) ^ 0b100101 : value << 1);

/**
 * The check character of base32 `text` of at most 30 characters: each character weighted by another power of x, so
 * that one wrong character and any two exchanged ones are always found.
 */
export function checkCharacter(text: string): string {
  let sum = 0;
  for (const character of text) sum = timesX(sum ^ ALPHABET.indexOf(character));
  return ALPHABET.charAt(sum);
}
