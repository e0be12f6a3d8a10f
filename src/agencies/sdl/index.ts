import { GraphQLError, Kind, parse, Source, type DocumentNode } from 'graphql';

import { RECORD_CATEGORIES, type RecordCategory } from '../../domain/data-category';
import type { FieldNames } from '../../policy';
import type { PartFinding } from '../finding';
import { compositionFindings } from './composition';
import { contractDocument, ENTITY, objectShapes } from './contract';
import { readLinks } from './links';
import { contractFindings } from './rules';

export { fieldsBelow } from './contract';

/** What an agency's SDL says. */
export interface SdlReading {
  /** The categories that its `Subject` has a field for; none where the SDL cannot be read. */
  readonly offers: ReadonlySet<RecordCategory>;
  /** Its object types, apart from the roots and federation's own, each with its fields. */
  readonly fields: FieldNames;
  readonly findings: readonly PartFinding[];
}

/** Checks an SDL against the contract: that it is the contract or a part of it, and that it composes with it. */
export function readSdl(sdl: string): SdlReading {
  const agency = parsed(sdl);
  if (agency instanceof GraphQLError) {
    const line = agency.locations?.[0]?.line ?? null;
    const message =
      'is not valid GraphQL from here on: print the SDL of the subgraph as the federation library does';
    return { offers: new Set(), fields: new Map(), findings: [{ place: '', line, message }] };
  }
  const contract = contractDocument();
  const own = contractFindings({ agency, contract });
  return {
    offers: offersOf(agency),
    fields: fieldsOf(agency),
    findings: [...own, ...further(compositionFindings({ agency, contract }), own)],
  };
}

function parsed(sdl: string): DocumentNode | GraphQLError {
  try {
    return parse(new Source(sdl, 'agency'), { maxTokens: MOST_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** The contract has about 600. */
const MOST_TOKENS = 20_000;

/** What composition finds at places that the contract's own rules have nothing to say about. */
function further(found: readonly PartFinding[], own: readonly PartFinding[]): readonly PartFinding[] {
  const faults = own.filter(({ severity }) => severity !== 'WARNING');
  const said = new Set(faults.map(({ place }) => place));
  const entityIsBroken = said.has(ENTITY);
  return found.filter(({ place }) => !said.has(place) && !(entityIsBroken && place.startsWith(ENTITY)));
}

/** Federation's own types and the roots hold no data. */
const WITHOUT_DATA: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription', '_Service']);

const fieldsOf = (agency: DocumentNode): FieldNames =>
  new Map(
    [...objectShapes(agency).values()]
      .filter(({ name }) => !WITHOUT_DATA.has(name))
      .map(({ name, fields }) => [name, new Set(fields.keys())]),
  );

function offersOf(agency: DocumentNode): ReadonlySet<RecordCategory> {
  const links = readLinks(agency);
  const fields = objectShapes(agency).get(ENTITY)?.fields;
  const open = RECORD_CATEGORIES.filter((category) => {
    const field = fields?.get(category);
    return (
      field?.kind === Kind.FIELD_DEFINITION &&
      !field.directives?.some(({ name }) => links.federationDirective(name.value) === 'inaccessible')
    );
  });
  return new Set(open);
}
