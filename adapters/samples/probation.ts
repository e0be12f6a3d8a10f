import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgencySource } from '../../src/domain/agency-source';
import { openRestSource } from '../rest';
import { HandleBook } from '../shared/handles';
import type { SampleOptions } from './options';
import { sampleCases } from './probation-cases';
import { startProbationServer, type NativeCase } from './probation-server';

const GATEWAYS = 'src/test/kotlin/uk/gov/justice/digital/hmpps/hmppsintegrationapi/gateways';
const NO_LIMITS = { excludedFrom: [], restrictedTo: [] };

/**
 * The sample probation service: a native case system on a loopback port and the adapter over it, on the generated
 * population or on the files of `hmpps-integration` in the folder of real data. Closing closes both.
 */
export async function openProbation(options: SampleOptions): Promise<AgencySource> {
  const cases =
    options.realData === undefined ? sampleCases(options.clock) : await realCases(options.realData);
  const server = await startProbationServer({ cases });
  const source = openRestSource({
    config: { agency: 'probation', baseUrl: server.url },
    handles: new HandleBook(
      options.handleSecret,
      cases.map(({ crn }) => crn),
    ),
  });
  return {
    agency: source.agency,
    offers: source.offers,
    read: (...asked) => source.read(...asked),
    search: (by) => source.search(by),
    close: async () => {
      await source.close();
      await server.close();
    },
  };
}

/**
 * The cases of the fixture files in `realData`. Those files describe persons and answers one by one, so the answers
 * are dealt out: supervisions and addresses to open cases, the limitation to those that a file marks as limited.
 */
export async function realCases(realData: string): Promise<readonly NativeCase[]> {
  const folder = join(realData, 'hmpps-integration', GATEWAYS);
  const delius = join(folder, 'ndelius', 'fixtures');
  const search = join(folder, 'probationoffendersearch', 'fixtures');
  const files = (await readdir(delius)).filter((name) => name.startsWith('GetOffenderResponse')).sort();
  const records = (
    await Promise.all([
      ...files.map((name) => readJson(join(delius, name))),
      readJson(join(search, 'GetOffendersResponse.json')),
      readJson(join(search, 'PaginatedOffenderSearchResponse.json')),
    ])
  ).flatMap(personsIn);
  const [addresses, supervisions, limitation] = await Promise.all([
    readJson(join(delius, 'GetAddressesResponse.json')),
    readJson(join(delius, 'GetSupervisionsResponse.json')),
    readJson(join(delius, 'GetAccessLimitationsResponse.json')),
  ]);
  return [...new Set(records.map(crnOf))].sort().map((crn) => {
    const own = records.filter((record) => crnOf(record) === crn);
    const limited = own.some((record) => record.currentRestriction !== false);
    return {
      crn,
      records: own,
      addresses,
      supervisions,
      accessLimitations: limited ? limitation : NO_LIMITS,
    };
  });
}

type Person = NativeCase['records'][number];

/** A file holds one person, a list of them or a page of a list. */
function personsIn(content: unknown): readonly Person[] {
  if (Array.isArray(content)) return content.flatMap(personsIn);
  if (!isPerson(content)) return [];
  return 'content' in content ? personsIn(content.content) : [content];
}

function isPerson(value: unknown): value is Person {
  return typeof value === 'object' && value !== null;
}

function crnOf(person: Person): string {
  const ids = person.otherIds;
  return isPerson(ids) && typeof ids.crn === 'string' ? ids.crn : '';
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
