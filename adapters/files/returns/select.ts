import type { FieldTree } from '../../../src/domain/field-tree';
import { columnsFor, type Columns, type Part, type ReturnForm } from './form';

/** The tables and columns that must be read to answer `fields`, and no others. */
export const neededColumns = ({ fields }: ReturnForm, asked: FieldTree): Columns =>
  columnsFor([...asked.keys()].flatMap((field) => fields[field] ?? []));

/** What the agency's own search compares and shows. */
export function searchColumns({ person }: ReturnForm): Columns {
  const { name, otherNames = [], datesOfBirth, address } = person;
  const parts: readonly Part[] = [
    ...(name ? [name] : []),
    ...otherNames,
    ...datesOfBirth,
    ...(address ? [address] : []),
  ];
  return columnsFor(parts);
}
