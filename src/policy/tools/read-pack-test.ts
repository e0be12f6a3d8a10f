import { readDocument, type PackText } from '../document';
import { sortFaults, type Finding, type PackFault } from '../fault';
import { PACK_TEST_SCHEMA, type PackTestFile } from './pack-test-schema';

/** A file of pack tests, or all that is wrong with it. */
export interface PackTestReading {
  readonly tests: PackTestFile | null;
  readonly faults: readonly PackFault[];
}

/** Reads `pack_test.yaml`: its shape, and that each test names a principal and a review of the file. */
export function readPackTest(text: PackText): PackTestReading {
  const { document, faults } = readDocument(text);
  if (document === null) return { tests: null, faults };
  const read = PACK_TEST_SCHEMA.safeParse(document.content);
  const findings: readonly Finding[] = read.success
    ? unknownNames(read.data)
    : read.error.issues.flatMap((issue) => {
        const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
        if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
        const message = 'is an unknown key: correct its spelling or remove it';
        return issue.keys.map((key) => ({ path: [...path, key], atKey: true, message }));
      });
  if (findings.length > 0 || !read.success) {
    return { tests: null, faults: sortFaults(findings.map((finding) => document.place(finding))) };
  }
  return { tests: read.data, faults: [] };
}

function unknownNames({ principals, reviews, tests }: PackTestFile): readonly Finding[] {
  return tests.flatMap((test, index) => {
    const { shut, expect, name } = test;
    const path = ['tests', index];
    const findings: Finding[] = [];
    for (const [at, principal] of test.principals.entries()) {
      if (Object.hasOwn(principals, principal)) continue;
      const message = `"${principal}" is not one of the principals: add it or correct its spelling`;
      findings.push({ path: [...path, 'principals', at], message });
    }
    for (const [at, { review }] of test.asks.entries()) {
      if (Object.hasOwn(reviews, review)) continue;
      const message = `"${review}" is not one of the reviews: add it or correct its spelling`;
      findings.push({ path: [...path, 'asks', at, 'review'], message });
    }
    if (shut === undefined && expect === undefined) {
      findings.push({ path, message: 'expects nothing: state what is shown (expect) or why not (shut)' });
    }
    if (tests.findIndex((other) => other.name === name) !== index) {
      findings.push({
        path: [...path, 'name'],
        message: 'is the name of another test: say what sets it apart',
      });
    }
    return findings;
  });
}
