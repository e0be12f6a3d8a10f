import type { PackKey } from '../domain/ids';
import type { Purpose } from '../domain/purpose';
import type { Cell, Clause, CompiledPack, Gates, LawfulBasis, Recipient } from './compiled-pack';
import { deepFreeze } from './deep-freeze';
import { answersOf, cellsByColumn, holds } from './flows';
import { isInForce } from './in-force';
import { levelTableOf } from './levels';
import type { DocumentKind, PolicyDocument } from './policy-document';
import type { RetentionRule } from './retention';
import type { CellSource, PackSource } from './schema';
import { SealedMap } from './sealed-map';
import { SealedSet } from './sealed-set';
import { settingsOf, type Settings } from './settings';
import type { Switches } from './switches';
import { categoryTable, NOT_STATED, tablesOf } from './tables';
import { warningsOf } from './warnings';

/** Turns a pack that has passed every check into tables. `digest` is that of its source. */
export function compilePack(source: PackSource, digest: string): CompiledPack {
  const recipients = compileRecipients(source);
  const bases = compileBases(source);
  const { status, effective, agreement } = source;
  const settings = settingsOf(source.settings);
  const documents = compileDocuments(source);
  const retention = compileRetention(source);
  return deepFreeze({
    key: source.pack as PackKey,
    version: source.version,
    title: source.title,
    status,
    effective: { from: effective.from, to: effective.to },
    controller: source.controller,
    partners: source.partners ?? [],
    digest,
    clauses: compileClauses(source),
    recipients,
    switches: answersOf(source),
    settings,
    levels: levelTableOf(settings),
    gates: gatesOf(settings, documents),
    agreement,
    signatures: source.signatures,
    documents,
    retention,
    lawfulBasis: (purpose) => bases.get(purpose) ?? null,
    table: tablesOf(recipients),
    warnings: (at) => warningsOf({ documents, agreement, retention, signatures: source.signatures }, at),
    isInForce: (at) => isInForce({ status, effective }, at),
  } satisfies CompiledPack);
}

function compileRecipients(source: PackSource): readonly Recipient[] {
  const answers = answersOf(source);
  const columns = cellsByColumn(source);
  return Object.entries(source.recipients).map(([key, { title, serves }]) => {
    const stated = new Map((columns.get(key) ?? []).map(({ category, cell }) => [category, cell]));
    const audiences = serves
      .filter((audience) => holds(audience, answers))
      .flatMap(({ standings, purposes, contributions, parties }) =>
        standings.map((standing) => ({
          standing,
          purposes: [...purposes],
          contributions: [...contributions],
          parties: parties ? [...parties] : null,
        })),
      );
    const cells = categoryTable((category) => {
      const cell = stated.get(category);
      return cell ? compileCell(cell, { recipient: key, answers }) : NOT_STATED;
    });
    return { key, title, audiences, cells };
  });
}

function compileCell(
  { outcome, clauses, opens }: CellSource,
  { recipient, answers }: { readonly recipient: string; readonly answers: Switches },
): Cell {
  const opening = opens && holds(opens, answers) ? opens : null;
  return {
    outcome,
    clauses: [...clauses],
    recipient,
    conditions: opening?.on.map((group) => [...group]) ?? [],
    then: opening?.then ?? null,
  };
}

function compileDocuments(source: PackSource): readonly PolicyDocument[] {
  return source.documents.map(({ key, kind, title, version, issued, reviewDue, supplied, stale }) => ({
    key,
    kind,
    title,
    version: version ?? null,
    issued,
    reviewDue,
    supplied: supplied ?? true,
    stale: [...(stale ?? [])],
  }));
}

function gatesOf(settings: Settings, documents: readonly PolicyDocument[]): Gates {
  const has = (kind: DocumentKind): boolean =>
    documents.some((document) => document.kind === kind && document.supplied);
  return {
    trainingMonths: settings.training.months,
    reminder: settings.reminder,
    ukOnly: settings.transfers.ukOnly,
    scopeWindow: new SealedSet(settings.scopeWindow.purposes),
    assertionRequired: settings.assertion.required,
    dpia: has('DATA_PROTECTION_IMPACT_ASSESSMENT'),
    appropriatePolicyDocument: has('APPROPRIATE_POLICY_DOCUMENT'),
  };
}

function compileRetention(source: PackSource): readonly RetentionRule[] {
  const answers = answersOf(source);
  return source.retention
    .filter((rule) => holds(rule, answers))
    .map(({ rule, appliesTo, keptBy, latestOf, required, clause }) => ({
      rule,
      appliesTo,
      keptBy,
      latestOf: latestOf.map((term) => ({ ...term })),
      required,
      clause,
    }));
}

function compileClauses(source: PackSource): ReadonlyMap<string, Clause> {
  const titles = new Map(source.documents.map(({ key, title }) => [key, title]));
  return new SealedMap(
    Object.entries(source.clauses).map(([key, { document, place, quote }]) => [
      key,
      deepFreeze({ key, document: titles.get(document) ?? document, place, quote: quote ?? '' }),
    ]),
  );
}

function compileBases(source: PackSource): ReadonlyMap<Purpose, LawfulBasis> {
  const answers = answersOf(source);
  return new Map(
    source.lawfulBases
      .filter((basis) => holds(basis, answers))
      .flatMap((basis) => {
        const compiled: LawfulBasis = deepFreeze({
          article6: basis.article6,
          article9: [...basis.article9.normalised],
          schedule1: [...basis.schedule1],
          article10: [...basis.article10.schedule1],
          statute: [...basis.statute],
        });
        return basis.purposes.map((purpose) => [purpose, compiled] as const);
      }),
  );
}
