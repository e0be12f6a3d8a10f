import type { Statement } from '../../src/domain/contract.generated';
import type { HandleBook } from '../shared/handles';

/** What one kind of entry says; anything left out is null in the statement. */
export type StatementParts = Omit<Partial<Statement>, 'handle' | 'addenda'> & {
  /** The entry's key inside the record, which the statement's handle is derived from. */
  readonly key: string;
};

/** Makes the statements of one record. The database keeps no corrections, so there are no addenda to serve. */
export class RecordStatements {
  constructor(
    private readonly handles: HandleBook,
    private readonly personKey: string,
  ) {}

  make({ key, ...parts }: StatementParts): Statement {
    const handle = this.handles.entryHandle(`${this.personKey}/${key}`);
    return { assertion: 'FACT', ...parts, handle, addenda: [] };
  }

  /** The handle of someone in the record, the same in every record that they are in. */
  otherHandle(key: string): string {
    return this.handles.entryHandle(key);
  }
}
