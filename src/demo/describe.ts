import type { Demo } from './index';
import { PERSONAS } from './personas';

/** What a newcomer does next: the endpoint, the tokens, three queries to paste. */
export function describeDemo(url: string, { reviews }: Demo): string {
  const [gathering, open] = reviews;
  const personas = PERSONAS.map(({ key, title }) => `    ${key.padEnd(24)}${title}`).join('\n');
  return `
The review gateway answers on ${url}/graphql, with five sample agencies and two demo reviews.

  Try it in a browser     ${url}/
  Play the whole story    npm run demo
  Get a token             npm run --silent cli -- token --as housing
  Send it as              Authorization: Bearer <token>

  Personas
${personas}

  Three queries to paste
    As housing: what a contact check shows, and nothing more
      { review(id: "${open?.id ?? ''}", purpose: CONTACT_CHECK) {
          subjects { ref role name dateOfBirth addresses { lines postcode } } disclosure { category outcome clause } } }
    As nhs-trust: special category data of a review it takes part in, with pseudonyms
      { review(id: "${gathering?.id ?? ''}", purpose: CHILD_SAFEGUARDING_PRACTICE_REVIEW) {
          subjects { ref role returns { agency status name dateOfBirth ethnicity { description assertion addenda { text } }
            health { description from assertion addenda { text } } } } disclosure { agency category outcome reason } } }
    As auditor: who saw what
      { auditEvents(first: 20) { edges { node { occurredAt user agency action outcome entries { category outcome records } } } } }

  Stop with Ctrl-C. The data stay in the folder "data"; the next start finds them.

`;
}
