// The tables of the de-identification's benchmark: what was annotated, what was masked, and how the two agree.

const NAMES = ['PERSON', 'PRACTITIONER', 'NAME'];
/** What each entity of the annotated data is called here, and the kinds that may stand for it. */
const ENTITIES = {
  PERSON: { row: 'Unknown people', kinds: NAMES },
  GPE: { row: 'Unknown places', kinds: ['PLACE'] },
  LOCATION: { row: 'Unknown places', kinds: ['PLACE'] },
  EMAIL_ADDRESS: { row: 'E-mail addresses', kinds: ['EMAIL'] },
  DOMAIN_NAME: { row: 'Web addresses', kinds: ['WEB_ADDRESS'] },
  IP_ADDRESS: { row: 'Internet addresses', kinds: ['IP_ADDRESS'] },
  CREDIT_CARD: { row: 'Payment cards', kinds: ['PAYMENT_CARD'] },
  IBAN_CODE: { row: 'IBANs', kinds: ['BANK_ACCOUNT'] },
  PHONE_NUMBER: { row: 'Telephones, other countries', kinds: ['TELEPHONE'] },
  UK_PHONE: { row: 'Telephones, UK form', kinds: ['TELEPHONE'] },
  STREET_ADDRESS: { row: 'Addresses (other countries; no aim)', kinds: ['ADDRESS', 'POSTCODE', 'PLACE'] },
  ORGANIZATION: { row: 'Organisations (no aim)', kinds: ['ORGANISATION'] },
  ADDRESS: { row: 'Addresses (other countries; no aim)', kinds: ['ADDRESS', 'POSTCODE', 'PLACE'] },
};
const TITLE = /\b(?:Mrs?|Ms|Miss|Dr|MD|DDS|PhD|DVM|Jr|Sr)\b\.?/giu;
const UK_PHONE = /^(?:\+44|0044|0(?!0)[1-9][0-9]{2})/u;

export const isUk = (value) =>
  UK_PHONE.test(value) &&
  /^(?:44|0)?[0-9]{9,10}$/u.test(value.replace(/[^0-9]/gu, '').replace(/^0044/u, '44'));
export const entityOf = ({ entity_type: type, entity_value: value }) =>
  type === 'PHONE_NUMBER' && isUk(value) ? 'UK_PHONE' : type;

/** Whether every letter and digit of a stretch, titles and degrees aside, lies under a mask. */
export function covered(full, gold, spans) {
  const part = full.slice(gold.start, gold.end).replace(TITLE, (title) => ' '.repeat(title.length));
  return [...part.matchAll(/[\p{L}\p{N}]+/gu)].every(({ 0: word, index }) => {
    const from = gold.start + index;
    return spans.some(({ start, end }) => start <= from && end >= from + word.length);
  });
}

export const overlap = (one, other) => one.start < other.end && other.start < one.end;

export class Table {
  rows = new Map();
  missed = new Map();
  /** @param shown how many of the errors of each sort are printed */
  constructor(shown = 0) {
    this.shown = shown;
  }
  row(name) {
    if (!this.rows.has(name)) this.rows.set(name, { gold: 0, found: 0, right: 0, wrong: 0, other: 0 });
    return this.rows.get(name);
  }
  miss(name, what) {
    this.missed.set(name, [...(this.missed.get(name) ?? []), what]);
  }
  add(full, golds, spans) {
    for (const gold of golds) {
      const entity = ENTITIES[gold.entity];
      if (!entity) continue;
      const row = this.row(entity.row);
      row.gold += 1;
      if (covered(full, gold, spans)) row.found += 1;
      else
        this.miss(
          `FN ${entity.row}`,
          `${full.slice(gold.start, gold.end)} <- ${full.slice(Math.max(0, gold.start - 40), gold.end + 30)}`,
        );
    }
    for (const span of spans) {
      const own = Object.values(ENTITIES).find(({ kinds }) => kinds.includes(span.kind));
      if (!own) continue;
      const hit = golds.find(
        (gold) => overlap(gold, span) && ENTITIES[gold.entity]?.kinds.includes(span.kind),
      );
      const row = this.row(hit ? ENTITIES[hit.entity].row : own.row);
      if (hit) row.right += 1;
      else {
        row.wrong += 1;
        const other = golds.find((gold) => overlap(gold, span));
        if (other) row.other += 1;
        this.miss(
          `FP ${own.row}${other ? ` (${other.entity})` : ''}`,
          `${full.slice(span.start, span.end)} <- ${full.slice(Math.max(0, span.start - 40), span.end + 30)}`,
        );
      }
    }
  }
  print(title) {
    console.log(`\n### ${title}\n`);
    console.log(
      '| Entity | Annotated | Masked (TP) | Missed (FN) | Wrong (FP) | of these on another identifier | Precision | with those as right | Recall |',
    );
    console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
    for (const [name, { gold, found, right, wrong, other }] of [...this.rows].sort())
      console.log(
        `| ${name} | ${gold} | ${found} | ${gold - found} | ${wrong} | ${other} | ${ratio(right, right + wrong)} | ${ratio(right + other, right + wrong)} | ${ratio(found, gold)} |`,
      );
    for (const [name, all] of this.shown ? this.missed : []) {
      console.log(`\n${name}: ${all.length}`);
      for (const one of all.slice(0, this.shown)) console.log(`  ${one.replace(/\s+/gu, ' ')}`);
    }
  }
}

export const ratio = (part, whole) => (whole === 0 ? '–' : (part / whole).toFixed(3));

/** People, places, organisations and addresses in the half on which rules are made and in the other. */
export function halvesTable(halves) {
  console.log(
    '\n| Half | Entity | Annotated | Wrong (FP) | Precision | with those on another identifier as right | Recall |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |',
  );
  for (const name of ['Unknown people', 'Unknown places'])
    for (const [half, table] of Object.entries(halves)) {
      const { gold, found, right, wrong, other } = table.row(name);
      console.log(
        `| ${half} | ${name} | ${gold} | ${wrong} | ${ratio(right, right + wrong)} | ${ratio(right + other, right + wrong)} | ${ratio(found, gold)} |`,
      );
    }
}
