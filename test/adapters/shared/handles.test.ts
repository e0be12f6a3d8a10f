import fc from 'fast-check';
import { HandleBook, issueHandle } from '../../../adapters/shared/handles';
import { nhsCheckDigit, toNhsNumber } from '../../../adapters/shared/nhs-number';
import { SealedHandles } from '../../../adapters/shared/sealed-handles';
import type { RecordHandle } from '../../../src/domain/ids';

const secret = Buffer.alloc(32, 1);

describe('record handles', () => {
  it('are 32 characters of base32, the same for the same key and different for others', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(issueHandle(secret, one)).toMatch(/^[a-z2-7]{32}$/);
        expect(issueHandle(secret, one) === issueHandle(secret, other)).toBe(one === other);
      }),
    );
  });

  it('depend on the secret', () => {
    expect(issueHandle(secret, 'p1')).not.toBe(issueHandle(Buffer.alloc(32, 2), 'p1'));
  });

  it('encode as RFC 4648 does', () => {
    // `printf p1 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0101… -binary | head -c 20 | base32`, in lower case.
    expect(issueHandle(secret, 'p1')).toBe('hxqido2ad5j2pdj575esupyg7t5kzsqc');
  });
});

describe('handle book', () => {
  it('leads back to the key of a record, and to none for a handle it never issued or an entry', () => {
    const book = new HandleBook(secret, ['p1', 'p2']);
    expect(book.keyOf(issueHandle(secret, 'p1'))).toBe('p1');
    expect(book.keyOf(issueHandle(secret, 'p3'))).toBeUndefined();
    expect(book.keyOf(book.handleOf('p3'))).toBe('p3');
    expect(book.keyOf(book.entryHandle('p1') as RecordHandle)).toBeUndefined();
  });
});

describe('sealed handles', () => {
  const sealed = new SealedHandles(secret);

  it('lead back to their key without a book, whatever it is, and are the same for the same key', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const handle = sealed.handleOf(key);
        expect(handle).toMatch(/^[A-Za-z0-9_-]{64,}$/);
        expect(new SealedHandles(secret).keyOf(handle)).toBe(key);
        expect(sealed.handleOf(key)).toBe(handle);
      }),
    );
  });

  it('open nothing when a character is changed, under another secret, or for an entry', () => {
    const handle = sealed.handleOf('9990000018');
    for (const place of [0, 20, 40, handle.length - 2]) {
      const other = handle[place] === 'A' ? 'B' : 'A';
      expect(
        sealed.keyOf(`${handle.slice(0, place)}${other}${handle.slice(place + 1)}` as RecordHandle),
      ).toBeUndefined();
    }
    expect(new SealedHandles(Buffer.alloc(32, 2)).keyOf(handle)).toBeUndefined();
    expect(sealed.keyOf(sealed.entryHandle('9990000018') as RecordHandle)).toBeUndefined();
    expect(sealed.keyOf('short' as RecordHandle)).toBeUndefined();
  });

  it('do not tell the length of a short key', () => {
    expect(sealed.handleOf('1').length).toBe(sealed.handleOf('a much longer key 0000000000').length);
  });
});

describe('NHS numbers', () => {
  it('are read however they are spaced', () => {
    expect(toNhsNumber('900 000 0009')).toBe('9000000009');
    expect(toNhsNumber('900-000-0009')).toBe('9000000009');
  });

  it('are left out when the check digit is wrong or the digits are not ten', () => {
    for (const text of ['9000000008', '900000000', '90000000099', 'unknown', '', null]) {
      expect(toNhsNumber(text)).toBeNull();
    }
  });

  it('have exactly one check digit or none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (value) => {
        const body = String(value).padStart(9, '0');
        const valid = '0123456789'.split('').filter((digit) => toNhsNumber(body + digit) !== null);
        expect(valid).toEqual(nhsCheckDigit(body) === null ? [] : [String(nhsCheckDigit(body))]);
      }),
    );
  });
});
