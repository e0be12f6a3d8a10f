import type { RecordHandle } from '../../../domain/ids';
import type { NarrativeRisk } from '../released';
import type { DeskText } from '../text';
import type { TransformContext } from './transform';

/** Reads the free texts of one entry, and keeps what a person needs to know who releases them. */
export interface EntryDesk {
  /** The text as it may leave for this recipient, or null. */
  readonly read: (text: string | null, part: string) => string | null;
  /** Of all texts read that may leave; undefined where none did. */
  readonly risk: () => NarrativeRisk | undefined;
}

/** Lets no text leave. */
export const NO_DESK: EntryDesk = { read: () => null, risk: () => undefined };

/** A desk for one entry of an agency's record. */
export function entryDesk(entry: RecordHandle | null, { narrative }: TransformContext): EntryDesk {
  const texts: DeskText[] = [];
  return {
    read(text, part) {
      const done = narrative(text, { entry, part });
      if (done?.text !== null && done?.text !== undefined) texts.push(done);
      return done?.text ?? null;
    },
    risk: () =>
      texts.length === 0
        ? undefined
        : {
            score: Math.max(...texts.map(({ risk }) => risk.score)),
            reasons: [...new Set(texts.flatMap(({ risk }) => risk.reasons))],
            released: texts.every(({ released }) => released),
            textIds: texts.map(({ textId }) => textId),
          },
  };
}
