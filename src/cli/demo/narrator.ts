import Table from 'cli-table3';

/** Tells the story: headings, sentences, tables, and whether what it says is so. */
export interface Narrator {
  /** A new step: what happens, and who acts. */
  step(title: string, actor: string): void;
  say(sentence: string): void;
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void;
  /** States a fact that the story rests on; a fact that does not hold makes the story fail. */
  check(fact: string, holds: boolean): void;
  /** The facts that did not hold. */
  readonly broken: readonly string[];
}

/** A column: its heading, and its width in characters. */
export type Column = readonly [heading: string, width: number];

export type Cell = string | number | null | undefined;

/** A narrator who writes plain text. */
export function createNarrator(write: (text: string) => void): Narrator {
  const broken: string[] = [];
  let steps = 0;
  return {
    broken,
    step(title, actor) {
      steps += 1;
      const heading = `${steps}. ${title}`;
      write(`\n${heading}\n${'='.repeat(heading.length)}\nWho acts: ${actor}\n\n`);
    },
    say: (sentence) => write(`${sentence}\n`),
    table: (columns, rows) => write(`${render(columns, rows)}\n`),
    check(fact, holds) {
      if (!holds) broken.push(fact);
      write(`  ${holds ? '[true]' : '[NOT TRUE]'} ${fact}\n`);
    },
  };
}

function render(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({
    head: columns.map(([heading]) => heading),
    colWidths: columns.map(([, width]) => width),
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of rows) table.push(row.map((cell) => String(cell ?? '-')));
  return table.toString();
}
