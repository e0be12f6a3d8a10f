import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, parseAllDocuments } from 'yaml';

import { packageRoot } from '../../src/config/package-root';

/** A Kubernetes object as its file has it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [part: string]: unknown;
}

export const deployPath = (...path: readonly string[]): string => join(packageRoot(), 'deploy', ...path);

export const deployText = (...path: readonly string[]): string => readFileSync(deployPath(...path), 'utf8');

export const deployYaml = (...path: readonly string[]): unknown => parse(deployText(...path)) as unknown;

/** The folders that `kubectl apply -k` takes. */
export const FOLDERS = ['base', 'migrate'] as const;

/** The names of a folder's files but its kustomization. */
export const filesOf = (folder: string): readonly string[] =>
  readdirSync(deployPath('kubernetes', folder)).filter((name) => name !== 'kustomization.yaml');

/** Every object of a folder's files. */
export const manifestsOf = (folder: string): readonly Manifest[] =>
  filesOf(folder).flatMap((file) => manifestsIn(deployText('kubernetes', folder, file)));

/** Every object of a text with several. */
export const manifestsIn = (text: string): readonly Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);
