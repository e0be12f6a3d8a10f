import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

const SPEC = /^https:\/\/specs\.apollo\.dev\/([a-z]+)\/v(\d+)\.(\d+)\/?$/;

/** One `@link` of a schema (Apollo specification "link" v1.0): another specification, and the names it goes by here. */
interface Link {
  /** `federation`, `link`; null for a specification of somebody else. */
  readonly spec: string | null;
  readonly major: number;
  readonly namespace: string;
  /** Names as they are used here, with the names that the specification gives. */
  readonly imports: ReadonlyMap<string, string>;
}

/** What the names of a schema's directives really are. */
export interface Links {
  /** Whether it links Apollo Federation v2. */
  readonly federation2: boolean;
  /**
   * The federation directive that a name used here stands for, such as `key`, whatever it was renamed to; null for a
   * directive of anybody else, even one that bears a federation name.
   */
  federationDirective(name: string): string | null;
}

/** Resolves directives by identity rather than by name (CVE-2025-64347: a renamed directive must still bind). */
export function readLinks(document: DocumentNode): Links {
  const onSchema = document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.directives ?? [])
      : [],
  );
  const links = onSchema.flatMap((directive) => toLink(directive) ?? []);
  const federation = links.filter(({ spec }) => spec === 'federation');
  return {
    federation2: federation.some(({ major }) => major === 2),
    federationDirective: (name) => {
      for (const { imports, namespace } of federation) {
        const imported = imports.get(name);
        if (imported !== undefined) return imported;
        if (name.startsWith(`${namespace}__`)) return name.slice(namespace.length + 2);
      }
      return null;
    },
  };
}

function toLink(directive: ConstDirectiveNode): Link | null {
  const values = new Map(directive.arguments?.map(({ name, value }) => [name.value, value]));
  const url = textOf(values.get('url'));
  if (url === null) return null;
  const [, spec, major] = SPEC.exec(url) ?? [];
  const imports = values.get('import');
  const entries =
    imports?.kind === Kind.LIST ? imports.values.map(toImport).filter((entry) => entry !== null) : [];
  return {
    spec: spec ?? null,
    major: Number(major ?? 0),
    namespace: textOf(values.get('as')) ?? spec ?? '',
    imports: new Map(entries),
  };
}

/** `"@key"`, or `{ name: "@key", as: "@identity" }`; types are imported without the sign and are not directives. */
function toImport(value: ConstValueNode): readonly [local: string, original: string] | null {
  if (value.kind === Kind.STRING) return directiveNames(value.value, value.value);
  if (value.kind !== Kind.OBJECT) return null;
  const fields = new Map(value.fields.map((field) => [field.name.value, textOf(field.value)]));
  const name = fields.get('name');
  return name ? directiveNames(fields.get('as') ?? name, name) : null;
}

const directiveNames = (local: string, original: string): readonly [string, string] | null =>
  local.startsWith('@') && original.startsWith('@') ? [local.slice(1), original.slice(1)] : null;

const textOf = (value: ConstValueNode | undefined): string | null =>
  value?.kind === Kind.STRING ? value.value : null;
