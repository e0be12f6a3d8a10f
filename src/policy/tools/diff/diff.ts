import type { CompiledPack } from '../../compiled-pack';
import { cellChanges } from './cell-changes';
import type { PackChange } from './change';
import { agreementChanges, gateChanges } from './gate-changes';
import { levelChanges } from './level-changes';
import {
  basisChanges,
  clauseChanges,
  lifeCycleChanges,
  retentionChanges,
  settingChanges,
  switchChanges,
} from './part-changes';

/** What sets one pack apart from another. */
export interface PackDiff {
  readonly before: string;
  readonly after: string;
  /** Whether anybody may receive more by the second pack than by the first, or with one safeguard less. */
  readonly widens: boolean;
  /** What widens comes first. */
  readonly changes: readonly PackChange[];
}

/**
 * The meaning of a change: what becomes visible to whom, by comparing every cell under all facts, then what else was
 * changed. Packs that say the same in other words of YAML differ in nothing.
 */
export function diffPacks(before: CompiledPack, after: CompiledPack): PackDiff {
  const parts = [
    cellChanges,
    levelChanges,
    gateChanges,
    agreementChanges,
    basisChanges,
    switchChanges,
    settingChanges,
    clauseChanges,
    retentionChanges,
    lifeCycleChanges,
  ];
  const changes = parts.flatMap((part) => part(before, after));
  const name = ({ key, version }: CompiledPack): string => `${key} ${version}`;
  return {
    before: name(before),
    after: name(after),
    widens: changes.some(({ widens }) => widens),
    changes: [...changes.filter(({ widens }) => widens), ...changes.filter(({ widens }) => !widens)],
  };
}
