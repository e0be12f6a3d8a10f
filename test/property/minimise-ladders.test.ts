import fc from 'fast-check';
import { generaliseAddress } from '../../src/pseudonyms/generalise/address';
import { AGE_BANDS, generaliseAge } from '../../src/pseudonyms/generalise/age';
import { generaliseDate, generaliseDateToMonth } from '../../src/pseudonyms/generalise/date';
import { ETHNIC_GROUPS, generaliseEthnicity } from '../../src/pseudonyms/generalise/ethnicity';
import { GENDER_GROUPS, generaliseGender } from '../../src/pseudonyms/generalise/gender';
import { generaliseLegalStatus, LEGAL_STATUS_GROUPS } from '../../src/pseudonyms/generalise/legal-status';
import { generalisePostcode } from '../../src/pseudonyms/generalise/postcode';
import { generaliseRecordKind, RECORD_KINDS } from '../../src/pseudonyms/generalise/record-kind';
import { generaliseRelationship, RELATIONSHIP_GROUPS } from '../../src/pseudonyms/generalise/relationship';
import { generaliseReligion, RELIGION_GROUPS } from '../../src/pseudonyms/generalise/religion';

/** One step down a ladder, on text. `range` holds all that it may ever give, where that is a closed list. */
interface Ladder {
  readonly step: (text: string) => string | null;
  readonly range?: readonly (string | null)[];
}

const LADDERS: Readonly<Record<string, Ladder>> = {
  year: { step: generaliseDate },
  month: { step: generaliseDateToMonth },
  postcode: { step: generalisePostcode },
  age: { step: generaliseAge, range: [...AGE_BANDS, null] },
  'ethnicity by code': { step: (code) => generaliseEthnicity({ code }), range: ETHNIC_GROUPS },
  ethnicity: { step: (description) => generaliseEthnicity({ description }), range: ETHNIC_GROUPS },
  religion: { step: (description) => generaliseReligion({ description }), range: RELIGION_GROUPS },
  'legal status': {
    step: (description) => generaliseLegalStatus({ description }),
    range: LEGAL_STATUS_GROUPS,
  },
  gender: { step: generaliseGender, range: GENDER_GROUPS },
  relationship: { step: generaliseRelationship, range: RELATIONSHIP_GROUPS },
  'record kind': { step: generaliseRecordKind, range: [...RECORD_KINDS, null] },
};

const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const postcodes = fc.stringMatching(/^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}$/);
const words = fc.constantFrom(
  ...'White British,Mixed,Muslim,C2,J1,Child protection plan,F,X,mother,grandson,condition,HIV clinic,Z,WBRI'.split(
    ',',
  ),
);
const texts = fc.oneof(fc.string({ maxLength: 40 }), dates, postcodes, words, fc.nat(120).map(String));

describe.each(Object.entries(LADDERS))('the ladder of %s', (_name, { step, range }) => {
  it('is total, deterministic and never leaves its range', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const first = step(text);
        expect(step(text)).toBe(first);
        if (range) expect(range).toContain(first);
        else expect(first === null || text.toUpperCase().replace(/\s/g, '').startsWith(first)).toBe(true);
      }),
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const first = step(text);
        if (first !== null) expect(step(first)).toBe(first);
      }),
    );
    for (const group of range ?? []) if (group !== null) expect(step(group)).toBe(group);
  });
});

describe('the coarser step', () => {
  it('of a date follows from the finer one, never the other way round', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(generaliseDate(generaliseDateToMonth(date))).toBe(generaliseDate(date));
        expect(date.startsWith(generaliseDateToMonth(date) ?? '?')).toBe(true);
      }),
    );
  });

  it('of an age holds the age', () => {
    fc.assert(
      fc.property(fc.nat(130), (age) => {
        const [low = '', high = low] = (generaliseAge(age) ?? '')
          .replace('<1', '0-0')
          .replace('+', '-999')
          .split('-');
        expect(age).toBeGreaterThanOrEqual(Number(low));
        expect(age).toBeLessThanOrEqual(Number(high));
      }),
    );
  });

  it('of an address is idempotent and shows none of its texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), postcodes, fc.string(), dates, (lines, postcode, kind, from) => {
        const address = generaliseAddress({ lines, postcode, kind, uprn: kind, from });
        expect(generaliseAddress(address)).toEqual(address);
        expect(address.lines).toEqual([]);
        expect(address.postcode).toBe(postcode.split(' ')[0]);
      }),
    );
  });
});
