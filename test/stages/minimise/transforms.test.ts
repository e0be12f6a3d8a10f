import { address, context, copy, outcomesOf, party, statement } from './support';

describe('identity', () => {
  const record = {
    name: 'Ottilie Ferncombe',
    dateOfBirth: '2011-03-04',
    age: 14,
    gender: 'F',
    nhsNumber: '9990000018',
    nationalInsuranceNumber: 'QQ123456C',
    addresses: [
      address({ lines: ['4 Elm Road'], postcode: 'PR1 8XJ', uprn: '1', kind: 'home', from: '2019-01-02' }),
    ],
    contactDetails: [
      { kind: 'telephone', value: '07700 900123' },
      { kind: 'telephone', value: '07700 900124' },
      { kind: 'language', value: 'Polish' },
      { kind: 'pager of Ottilie', value: '1' },
    ],
  };

  it('leaves as it is in the clear', () => {
    expect(copy(record).released).toMatchObject({ ...record, age: '14' });
  });

  it('leaves under pseudonyms, years and outward codes', () => {
    const { pseudonyms, subject } = context();
    const value = pseudonyms.identifier('contactDetails', subject);
    expect(copy(record, { outcomes: outcomesOf('PSEUDONYMISED') }).released).toMatchObject({
      name: pseudonyms.subject(subject),
      dateOfBirth: '2011',
      age: '11-15',
      gender: 'female',
      nhsNumber: pseudonyms.identifier('nhsNumber', subject),
      nationalInsuranceNumber: pseudonyms.identifier('nationalInsuranceNumber', subject),
      addresses: [{ lines: [], postcode: 'PR1', uprn: null, kind: null, from: '2019' }],
      contactDetails: [
        { kind: 'telephone', value },
        { kind: 'language', value },
        { kind: 'other', value },
      ],
    });
  });

  it('leaves generalised as groups, and names and numbers not at all', () => {
    expect(copy(record, { outcomes: outcomesOf('GENERALISED') }).released).toMatchObject({
      name: null,
      dateOfBirth: '2011',
      age: '11-15',
      gender: 'female',
      nhsNumber: null,
      nationalInsuranceNumber: null,
      addresses: [{ lines: [], postcode: 'PR1' }],
      contactDetails: [{ kind: 'language', value: 'Polish' }],
    });
  });

  it('has no pseudonym for a number that the agency does not hold', () => {
    const { released } = copy({}, { outcomes: outcomesOf('PSEUDONYMISED') });
    expect(released).toMatchObject({ nhsNumber: null, nationalInsuranceNumber: null, contactDetails: null });
  });

  it('never includes the address of a refuge, nor that there is one', () => {
    const refuge = address({ lines: ['1 Hidden Lane'], kind: 'Refuge', postcode: 'PR2 1AA' });
    for (const outcome of ['CLEAR', 'PSEUDONYMISED', 'GENERALISED'] as const) {
      const addresses = [...record.addresses, refuge, address({ lines: ["Wallow Women's Refuge"] })];
      const { released } = copy({ addresses }, { outcomes: outcomesOf(outcome) });
      expect(released.addresses).toHaveLength(1);
      expect(JSON.stringify(released)).not.toMatch(/Hidden|PR2|refuge/i);
    }
  });
});

describe('another person of the record', () => {
  const aunt = party({
    name: 'Carola Smithers',
    dateOfBirth: '1980-01-02',
    addresses: [address({ lines: ['9 Ash Row'], postcode: 'PR1 8XJ' })],
    relationship: 'aunt',
    role: 'neighbour',
    organisation: 'Corner shop',
  });

  it('goes by a person pseudonym, with relationship, year and outward code', () => {
    const { released } = copy({ familyMembers: [aunt] }, { outcomes: outcomesOf('PSEUDONYMISED') });
    const [member] = released.familyMembers ?? [];
    expect(member?.name).toMatch(/^PERS-/);
    expect(member).toMatchObject({
      handle: member?.name,
      dateOfBirth: '1980',
      addresses: [{ lines: [], postcode: 'PR1' }],
      relationship: 'aunt',
      role: null,
      organisation: null,
    });
  });

  it('goes by its relationship’s group alone where generalised', () => {
    const { released } = copy({ informants: [aunt] }, { outcomes: outcomesOf('GENERALISED') });
    expect(released.informants?.[0]).toMatchObject({
      name: null,
      dateOfBirth: null,
      addresses: null,
      relationship: 'other relative',
      role: null,
      organisation: null,
    });
  });

  it('keeps role and organisation as a practitioner, under a practitioner pseudonym', () => {
    const nurse = party({ ...aunt, role: 'health visitor', organisation: 'Wallow Clinic' });
    const { released } = copy({ practitioners: [nurse] }, { outcomes: outcomesOf('PSEUDONYMISED') });
    const [practitioner] = released.practitioners ?? [];
    expect(practitioner?.name).toMatch(/^PRAC-/);
    expect(practitioner).toMatchObject({
      role: 'health visitor',
      organisation: 'Wallow Clinic',
      addresses: null,
    });
  });

  it('is masked in the record’s descriptions when its own name does not leave', () => {
    const health = [
      statement({ description: 'His aunt Carola Smithers of 9 Ash Row, PR1 8XJ says he fell.' }),
    ];
    const outcomes = outcomesOf('CLEAR', { familyMembers: 'PSEUDONYMISED', addresses: 'GENERALISED' });
    const { released } = copy({ familyMembers: [aunt], health }, { outcomes });
    expect(released.health?.[0]?.description).toBe(
      'His aunt [name withheld] of 9 Ash Row, [postcode withheld] says he fell.',
    );
    expect(copy({ familyMembers: [aunt], health }).released.health?.[0]?.description).toContain(
      'Carola Smithers',
    );
  });
});

describe('offence data under another name', () => {
  const outcomes = outcomesOf('CLEAR', { convictions: 'WITHHELD' });
  const legalStatuses = [
    statement({ code: 'C2', description: 'Full care order' }),
    statement({ code: 'J1', description: 'Local authority accommodation' }),
    statement({ code: 'X', description: 'Remanded to local authority' }),
  ];

  it('is left out of legal statuses unless convictions are clear', () => {
    const { released, offenceLinked } = copy({ legalStatuses }, { outcomes });
    expect(released.legalStatuses?.map(({ code }) => code)).toEqual(['C2']);
    expect(offenceLinked).toBe(2);
    expect(copy({ legalStatuses }).released.legalStatuses).toHaveLength(3);
  });

  it('is left out of services, roles and places unless convictions are clear', () => {
    const record = {
      involvements: [
        statement({ service: 'National Probation Service' }),
        statement({ service: 'Health visiting' }),
      ],
      practitioners: [party({ role: 'YOT worker', organisation: 'Youth Justice Team' })],
      addresses: [address({ lines: ['1 Ash Row'], kind: 'prison' })],
    };
    const { released, offenceLinked } = copy(record, { outcomes });
    expect(released.involvements?.map(({ service }) => service)).toEqual([null, 'Health visiting']);
    expect(released.practitioners).toMatchObject([{ role: null, organisation: null }]);
    expect(released.addresses).toMatchObject([{ kind: null }]);
    expect(offenceLinked).toBe(4);
    expect(copy(record).released.practitioners).toMatchObject([{ role: 'YOT worker' }]);
  });

  it('is masked in texts as a police reference', () => {
    const involvements = [statement({ description: 'See 12/394773H' })];
    expect(copy({ involvements }, { outcomes }).released.involvements?.[0]?.description).toBe(
      'See [reference withheld]',
    );
    expect(copy({ involvements }).released.involvements?.[0]?.description).toBe('See 12/394773H');
  });
});

it('an official number that strayed into a code, a name or an address line is masked', () => {
  const { released } = copy(
    {
      name: 'Ottilie 9990000018',
      addresses: [address({ lines: ['999 000 0018'] })],
      health: [statement({ code: '9990000018' })],
    },
    { outcomes: outcomesOf('CLEAR', { nhsNumber: 'WITHHELD' }) },
  );
  expect(JSON.stringify(released)).not.toMatch(/999 ?000 ?0018/);
});
