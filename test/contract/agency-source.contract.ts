import { proposeContact } from '../../adapters/shared/contact-match';
import { CONTRACT_RULES, type AgencyUnderTest } from '../../src/agencies';
import { RECORD_CATEGORIES } from '../../src/domain/data-category';
import type { AgencySource, LocalSearch } from '../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../src/domain/field-tree';
import type { RecordHandle } from '../../src/domain/ids';

/** A source opened on known files, with what the contract's rules are tried on. */
export interface OpenedSource {
  readonly source: AgencySource;
  /** Finds at least one record. */
  readonly search: LocalSearch;
  /** Texts that no handle and no answer's handle may contain: local keys, NHS numbers. */
  readonly secrets: readonly string[];
  /** The handle of a record that the agency restricts, when its format knows such records. */
  readonly restricted?: RecordHandle;
}

const treeOf = (fields: Iterable<string>): FieldTree =>
  new Map([...fields].map((field) => [field, NO_FIELDS]));

/**
 * The rules that every agency source holds, whatever it reads: those that `agency check` tries on a live endpoint, and
 * those of a source within one process. `open` is called once and the source closed after.
 */
export function describeAgencySource(name: string, open: () => Promise<OpenedSource>): void {
  describe(`agency source contract: ${name}`, () => {
    let opened: OpenedSource;
    let agency: AgencyUnderTest;

    beforeAll(async () => {
      opened = await open();
      const { source, secrets, restricted = null } = opened;
      const [match] = await source.search(opened.search);
      if (!match) throw new Error('The search of the contract finds nobody.');
      const { handle } = match;
      agency = { offers: source.offers, handle, restricted, secrets, read: (...of) => source.read(...of) };
    });
    afterAll(() => opened.source.close());

    it.each(CONTRACT_RULES.map((each) => [each.rule, each] as const))(
      '%s',
      async (_rule, { skip, check }) => {
        if (skip?.(agency)) return;
        expect(await check(agency)).toEqual([]);
      },
    );

    it('answers no field that it does not offer', async () => {
      const absent = RECORD_CATEGORIES.filter((field) => !agency.offers.has(field));
      const records = await agency.read([agency.handle], treeOf(absent));
      expect(records.get(agency.handle)).toEqual({ handle: agency.handle });
    });

    it('finds by name or date of birth, and nobody for an empty or a senseless search', async () => {
      expect(await opened.source.search({})).toEqual([]);
      expect(await opened.source.search({ name: 'Xqzvw Nobody' })).toEqual([]);
      expect((await opened.source.search(opened.search)).map(({ handle }) => handle)).toContain(
        agency.handle,
      );
    });

    it('proposes whom it recorded under that name and date of birth, and nobody where it records no names', async () => {
      const [match] = await opened.source.search(opened.search);
      const { outcome, candidates, needsPerson } = await proposeContact(opened.source, {
        names: [match?.name ?? ''],
        dateOfBirth: match?.dateOfBirth ?? null,
        addresses: match?.address ? [match.address] : [],
      });
      expect(needsPerson).toBe(true);
      if (opened.source.hasNames === false) expect(outcome).toBe('UNABLE_TO_SEARCH');
      else expect(candidates.map((candidate) => candidate.match.handle)).toContain(agency.handle);
    });

    it('finds no restricted record', async () => {
      const { dateOfBirth } = (await opened.source.search(opened.search))[0] ?? {};
      const matches = dateOfBirth ? await opened.source.search({ dateOfBirth }) : [];
      expect(matches.map(({ handle }) => handle)).not.toContain(opened.restricted);
    });

    it('finds the same handle again', async () => {
      expect((await opened.source.search(opened.search))[0]?.handle).toBe(agency.handle);
    });

    it('reads nothing else when a field below is selected', async () => {
      const [field = ''] = agency.offers;
      const fields: FieldTree = new Map([[field, treeOf(['handle'])]]);
      const record = (await agency.read([agency.handle], fields)).get(agency.handle);
      expect(Object.keys(record ?? {}).sort()).toEqual(['handle', field].sort());
    });
  });
}
