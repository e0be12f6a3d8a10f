import type { Finding } from '../fault';
import { answersOf, holds } from '../flows';
import type { DocumentKind } from '../policy-document';
import type { PackSource } from '../schema';

/** A pack beyond its draft is signed; one that comes into force, by the data protection officer too. */
export function publishedPacksAreSigned(pack: PackSource): readonly Finding[] {
  const { status, signatures } = pack;
  if (status === 'DRAFT') return [];
  const path = ['signatures'];
  if (signatures.length === 0) {
    return [
      {
        path,
        message: `the pack is ${status}, so it is signed: say who signed it and when, or set it to DRAFT`,
      },
    ];
  }
  if (status === 'SIGNED' || signatures.some(({ role }) => role === 'DATA_PROTECTION_OFFICER')) return [];
  return [
    {
      path,
      message: `the pack is ${status}, so the data protection officer has signed it: add that signature`,
    },
  ];
}

/** An active pack has all that its document refers to: nothing is disclosed on papers that nobody has seen. */
export function activePacksAreComplete(pack: PackSource): readonly Finding[] {
  if (pack.status !== 'ACTIVE') return [];
  const findings: Finding[] = pack.documents.flatMap(({ supplied, title }, index) =>
    supplied === false
      ? [{ path: ['documents', index, 'supplied'], message: `${title}: ${MISSING_FOR_ACTIVE}` }]
      : [],
  );
  const need = (kind: DocumentKind, what: string): void => {
    if (pack.documents.some((document) => document.kind === kind)) return;
    findings.push({ path: ['documents'], message: `${what} is not referenced: ${MISSING_FOR_ACTIVE}` });
  };
  need('DATA_PROTECTION_IMPACT_ASSESSMENT', 'a data protection impact assessment');
  if (reliesOnSchedule1(pack)) need('APPROPRIATE_POLICY_DOCUMENT', 'an appropriate policy document');
  return [...findings, ...missingRetention(pack), ...missingSignatures(pack)];
}

const MISSING_FOR_ACTIVE = 'supply it or set the pack to DRAFT';

/** Reliance on a condition of Schedule 1 needs an appropriate policy document (paragraphs 5, 38 and 39). */
function reliesOnSchedule1(pack: PackSource): boolean {
  const answers = answersOf(pack);
  return pack.lawfulBases.some(
    (basis) => holds(basis, answers) && (basis.schedule1.length > 0 || basis.article10.schedule1.length > 0),
  );
}

function missingRetention({ retention }: PackSource): readonly Finding[] {
  if (retention.length === 0) {
    return [{ path: ['retention'], message: `no retention rule is stated: ${MISSING_FOR_ACTIVE}` }];
  }
  return retention.flatMap(({ rule, required, latestOf }, index) =>
    required && latestOf.length === 0
      ? [
          {
            path: ['retention', index, 'latestOf'],
            message: `the period of ${rule} is missing: ${MISSING_FOR_ACTIVE}`,
          },
        ]
      : [],
  );
}

function missingSignatures({ agreement }: PackSource): readonly Finding[] {
  if (agreement === null || agreement.parties.some(({ status }) => status === 'SIGNED')) return [];
  return [
    {
      path: ['agreement', 'parties'],
      message: `no party has signed the agreement: ${MISSING_FOR_ACTIVE}`,
    },
  ];
}
