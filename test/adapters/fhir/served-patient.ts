import { openFhirSource, type FhirConfig } from '../../../adapters/fhir';
import { SealedHandles } from '../../../adapters/shared/sealed-handles';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { Period } from '../../../src/domain/period';
import type { Held } from '../../support/fhir-search';
import { startFhirServer, type FhirServerOptions, type TestFhirServer } from '../../support/fhir-server';

const handleSecret = Buffer.alloc(32, 9);
const clock = { now: () => new Date('2026-11-02T09:00:00Z') };
export const sealed = new SealedHandles(handleSecret);
export const treeOf = (...fields: string[]): FieldTree => new Map(fields.map((field) => [field, NO_FIELDS]));
const snomed = (code: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
});
export const subject = { reference: 'Patient/p1' };

export const patient: Held = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ use: 'official', given: ['Nora'], family: 'Quill' }],
  birthDate: '1980-04-05',
  address: [{ line: ['9 Hill Road'], postalCode: 'ZZ1 1ZZ' }],
  telecom: [{ system: 'phone', value: '07700 900456' }],
};
const condition = (id: string, code: string, more: Held = {}): Held => ({
  resourceType: 'Condition',
  id,
  subject,
  code: snomed(code, `finding ${code}`),
  ...more,
});
const note = (id: string, text: string, date?: string): Held => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject,
  type: { text: 'Clinical note' },
  date,
  content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(text).toString('base64') } }],
});
export const RESOURCES: readonly Held[] = [
  patient,
  condition('c1', '195967001', { onsetDateTime: '2020-05' }),
  condition('c2', '266948004'),
  condition('c3', '706893006', { onsetDateTime: '2026-02-01' }),
  condition('c4', '86406008', { meta: { security: [{ code: 'R' }] } }),
  ...[1, 2, 3, 4, 5].map((day): Held => ({
    resourceType: 'Encounter',
    id: `e${day}`,
    status: 'finished',
    subject,
    ...(day === 5 ? {} : { period: { start: `2021-0${day}-01`, end: `2021-0${day}-02` } }),
    reasonCode: [{ text: 'Cough' }],
  })),
  note('d1', 'Seen for a cough.', '2021-02-02'),
  note('d2', 'Has a criminal record, so he says.'),
];

export interface Opened {
  readonly server: TestFhirServer;
  readonly source: AgencySource;
}

let opened: Opened | undefined;

type Settings = Partial<NonNullable<FhirConfig['server']>>;

export async function open(
  options: Partial<FhirServerOptions> & { readonly dialect?: FhirConfig['dialect'] } = {},
  settings: Settings = {},
): Promise<Opened> {
  const server = await startFhirServer({ resources: RESOURCES, ...options });
  const source = await openFhirSource(
    {
      agency: 'trust',
      dialect: options.dialect,
      server: { baseUrl: server.url, pageSize: 2, answerTimeout: 300, retryDelay: 1, ...settings },
      handleSecret,
    },
    { clock },
  );
  opened = { server, source };
  return opened;
}

/** Closes what `open` opened last. */
export async function closeOpened(): Promise<void> {
  await opened?.source.close();
  await opened?.server.close();
  opened = undefined;
}

export const HANDLE = sealed.handleOf('p1');

export async function readOne({ source }: Opened, fields: FieldTree, period?: Period): Promise<AgencyRecord> {
  const record = (await source.read([HANDLE], fields, period ? { period } : {})).get(HANDLE);
  if (!record) throw new Error('The patient was expected to be known.');
  return record;
}

export const elementsOf = ({ server }: Opened, type: string): readonly string[] => [
  ...new Set(server.asked.filter((one) => one.type === type).flatMap(({ elements }) => elements)),
];
export const typesOf = ({ server }: Opened): readonly string[] =>
  [...new Set(server.asked.map(({ type }) => type))].sort();
