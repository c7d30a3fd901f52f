// Where what is in a document stands in the sheets, so that whoever made a mistake is told of the cell to mend.
import type { Mistake } from '../mistake.js';
import { quoted } from '../suggest.js';

/** Of a document, a field of it or an entry of a list. */
export interface Origin {
  file: string;
  /** Counts from 1 with the header, as spreadsheets do. */
  row: number;
  /** Null for a whole row. */
  column: string | null;
  /** What the cell reads; empty for a whole row. */
  cell: string;
  /** Whether the cell cannot be read: whatever else is found there follows from that. */
  refused?: boolean;
}

export class Origins {
  readonly #of = new Map<string, Map<string, Origin>>();

  /** `path` as mistakes have it: `statusHistory[1].date`, and empty for the record as a whole. */
  note(record: string, path: string, origin: Origin): void {
    const paths = this.#of.get(record) ?? new Map<string, Origin>();
    paths.set(path, origin);
    this.#of.set(record, paths);
  }

  /**
   * The mistake of a document as one of a cell; as it is if the document is from no sheet, and none if the cell was
   * refused already.
   */
  locate(mistake: Mistake): Mistake[] {
    const paths = this.#of.get(mistake.record ?? '');
    if (paths === undefined) return [mistake];
    const field = mistake.field ?? '';
    // A date's value stands in the column of the date.
    let path = field.replace(/\.value$/, '');
    while (path !== '' && !paths.has(path))
      path = path.slice(0, Math.max(0, ...['.', '['].map((cut) => path.lastIndexOf(cut))));
    const origin = paths.get(path);
    if (origin === undefined) return [mistake];
    if (origin.refused) return [];
    const { file, row, column, cell } = origin;
    const rest = field.slice(path.length).replace(/^\./, '');
    const inside = column === null ? rest || null : `${column}${/^\[\d+\]/.exec(rest)?.[0] ?? ''}`;
    return [
      {
        file,
        record: `row ${row} (${quoted(mistake.record ?? '').slice(1, -1)})`,
        field: inside,
        message: withCell(mistake.message, cell),
      },
    ];
  }
}

/** What is wrong, with what the cell reads where that is not said yet. */
export function withCell(message: string, cell: string): string {
  return cell === '' || message.includes(quoted(cell)) ? message : `${message}; the cell reads ${quoted(cell)}`;
}
