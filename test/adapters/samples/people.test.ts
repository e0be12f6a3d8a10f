import { toPartialDate } from '../../../adapters/shared/dates';
import { toNhsNumber } from '../../../adapters/shared/nhs-number';
import { DEMO_FAMILY_KEY, samplePopulation, SEED_DATE } from '../../../adapters/samples/people';

const people = samplePopulation({ families: 60 });

describe('sample population', () => {
  it('is the same every time, and other families for another seed', () => {
    expect(samplePopulation()).toEqual(samplePopulation());
    expect(samplePopulation({ seed: 1 })).not.toEqual(samplePopulation({ seed: 2 }));
  });

  it('only grows at the end when more families are asked for', () => {
    const few = samplePopulation({ families: 5 });
    expect(people.slice(0, few.length)).toEqual(few);
  });

  it('has a demo family of one child of six, the mother and her partner', () => {
    const family = people.filter(({ familyKey }) => familyKey === DEMO_FAMILY_KEY);
    expect(family.map(({ familyRole }) => familyRole).sort()).toEqual(['child', 'mother', 'partner']);
    const born = family.find(({ familyRole }) => familyRole === 'child')?.dateOfBirth ?? '';
    expect(born > '2019-11-02' && born <= '2020-11-02').toBe(true);
    expect(SEED_DATE).toBe('2026-11-02');
  });

  it('gives every person a key and a valid NHS number of the test range, once each', () => {
    expect(new Set(people.map(({ key }) => key)).size).toBe(people.length);
    expect(new Set(people.map(({ nhsNumber }) => nhsNumber)).size).toBe(people.length);
    for (const { nhsNumber } of people)
      expect([nhsNumber.slice(0, 3), toNhsNumber(nhsNumber)]).toEqual(['999', nhsNumber]);
  });

  it('uses nothing that could reach a real person', () => {
    for (const { telephone, email, address, nationalInsuranceNumber } of people) {
      expect(telephone).toMatch(/^(01632 960\d{3}|07700 900\d{3})$/);
      expect(email).toMatch(/^[a-z.\d-]+@example\.org$/);
      expect(address.postcode).toMatch(/^ZZ\d \d[ABD-HJLNP-UW-Z]{2}$/);
      expect(nationalInsuranceNumber ?? 'QQ000000A').toMatch(/^QQ\d{6}[A-D]$/);
    }
  });

  it('has real dates that are past, parents older than children, and no child with a national insurance number', () => {
    for (const person of people) {
      expect(toPartialDate(person.dateOfBirth)).toBe(person.dateOfBirth);
      expect(person.dateOfBirth < SEED_DATE).toBe(true);
      if (person.dateOfBirth > '2010-11-02') expect(person.nationalInsuranceNumber).toBeNull();
      if (person.familyRole !== 'child') continue;
      const mother = people.find(
        ({ familyKey, familyRole }) => familyKey === person.familyKey && familyRole === 'mother',
      );
      expect(
        Number(person.dateOfBirth.slice(0, 4)) - Number(mother?.dateOfBirth.slice(0, 4)),
      ).toBeGreaterThan(15);
    }
  });
});
