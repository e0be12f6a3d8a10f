import { SaxesParser } from 'saxes';

const FHIR = 'http://hl7.org/fhir';
/** Elements that hold a resource as their one child. */
const HOLDERS: ReadonlySet<string> = new Set(['contained', 'resource']);

interface Open {
  readonly name: string;
  /** Absent for the narrative, which is not read. */
  readonly element?: Record<string, unknown> | undefined;
  readonly value?: string | undefined;
}

/**
 * A FHIR resource in XML as its JSON form: an element's `value` is its value, one that stands more than once is a list.
 * Which elements always repeat is not known here; the schemas of the data types take one for a list of one. Narrative
 * (XHTML) is left out. Undefined for text that is not well-formed FHIR XML. DTDs are not expanded.
 */
export function parseFhirXml(text: string): unknown {
  const stack: Open[] = [];
  let root: unknown;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const own = (name: string): string | undefined => attributes[name]?.value;
    const read = uri === FHIR && stack.every(({ element }) => element !== undefined);
    const isResource = stack.length === 0 || HOLDERS.has(stack.at(-1)?.name ?? '');
    const element = {
      ...(isResource ? { resourceType: local } : {}),
      ...Object.fromEntries(
        ['id', 'url'].flatMap((name) => (own(name) === undefined ? [] : [[name, own(name)]])),
      ),
    };
    stack.push({ name: local, element: read ? element : undefined, value: own('value') });
  });
  parser.on('closetag', () => {
    const closed = stack.pop();
    const parent = stack.at(-1);
    if (!closed?.element) return;
    const held = HOLDERS.has(closed.name) ? Object.values(closed.element)[0] : closed.element;
    const value = closed.value ?? held;
    if (!parent) root = closed.element;
    else if (parent.element) append(parent.element, closed.name, value);
  });
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return root;
}

function append(to: Record<string, unknown>, name: string, value: unknown): void {
  const present = to[name];
  // Filled in as the elements close: the object is this parser's own until the root is given out.
  Object.assign(to, { [name]: present === undefined ? value : [present, value].flat() });
}
