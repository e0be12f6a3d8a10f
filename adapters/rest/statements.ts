import type { Statement } from '../../src/domain/contract.generated';
import type { Handles } from '../shared/sealed-handles';

/** What one kind of entry says; anything left out is null in the statement. */
export type StatementParts = Omit<Partial<Statement>, 'handle' | 'addenda'> & {
  /** The entry's key inside the case, which the statement's handle is derived from. */
  readonly key: string;
};

/** Makes the statements of one case. The API keeps no corrections, so there are no addenda to serve. */
export class CaseStatements {
  constructor(
    private readonly handles: Handles,
    private readonly crn: string,
  ) {}

  make({ key, ...parts }: StatementParts): Statement {
    return { assertion: 'FACT', ...parts, handle: this.handleOf(key), addenda: [] };
  }

  handleOf(key: string): string {
    return this.handles.entryHandle(`${this.crn}/${key}`);
  }
}
