import { parameters, resolveSchema } from '../../generated/parameter-table';
import type { ParameterFields, ParameterName, ParameterSchema } from '../../server/contract';

type Schema = Exclude<ParameterSchema, { kind: 'ref' }>;

/** One value a request may hold: `['shipping', 'address', 'city']`. Items of lists are their first. */
export interface Leaf {
  readonly path: readonly string[];
  readonly schema: Schema;
  /** The fields around it, outermost first: what they require has to be said, too. */
  readonly around: readonly ParameterFields[];
}

/** What a form holds, before it is written as one. What is undefined is left out. */
export type Body = { readonly [name: string]: Value | Body | undefined };

type Value = string | number | boolean;
type Draft = { [name: string]: Value | Body | undefined };

/** Every value that the endpoint's parameters are made of, in the order of the table. */
export function leavesOf(name: ParameterName): Leaf[] {
  return inFields(parameters[name], [], []);
}

function inFields(
  fields: ParameterFields,
  path: readonly string[],
  around: readonly ParameterFields[],
): Leaf[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    inSchema(field.schema, [...path, name], [...around, fields]),
  );
}

function inSchema(
  given: ParameterSchema,
  path: readonly string[],
  around: readonly ParameterFields[],
): Leaf[] {
  const schema = resolveSchema(given);
  switch (schema.kind) {
    case 'object':
      // A hash that may hold nothing says nothing.
      return inFields(schema.fields, path, around);
    case 'array':
      return inSchema(schema.of, [...path, '0'], [...around, {}]);
    case 'map':
      return inSchema(schema.of, [...path, keyOf(path)], [...around, {}]);
    case 'union': {
      const whole = schema.options.map(resolveSchema).find(({ kind }) => kind === 'object');
      return whole ? inSchema(whole, path, around) : [{ path, schema, around }];
    }
    default:
      return [{ path, schema, around }];
  }
}

/** A name that such a map may hold. */
function keyOf(path: readonly string[]): string {
  const name = path.at(-1) ?? '';
  if (name === 'currency_options') return 'eur';
  return name.endsWith('_by_currency') ? 'usd' : 'key';
}

type ValueOf = (path: readonly string[], schema: Schema) => Value;

/** What has to be said for the leaf to be said at all, each value by `valueOf` its path. */
export function bodyAround(leaf: Leaf, valueOf: ValueOf): Body {
  const body: Draft = {};
  leaf.around.forEach((fields, depth) => {
    // What the call itself requires is its stage's matter.
    if (depth > 0) fill(body, leaf.path.slice(0, depth), fields, valueOf);
  });
  return body;
}

/** The value at its place. */
export function bodyOf(path: readonly string[], value: Value): Body {
  const body: Draft = {};
  set(body, path, value);
  return body;
}

function fill(
  body: Draft,
  path: readonly string[],
  fields: ParameterFields,
  valueOf: ValueOf,
): void {
  for (const [name, field] of Object.entries(fields)) {
    if (!field.required) continue;
    const inside = [...path, name];
    const schema = resolveSchema(field.schema);
    const [first] = schema.kind === 'object' ? Object.entries(schema.fields) : [];
    if (schema.kind !== 'object' || !first) {
      set(body, inside, valueOf(inside, schema));
      continue;
    }
    fill(body, inside, schema.fields, valueOf);
    // A hash has to hold something to be sent at all.
    if (Object.values(schema.fields).every(({ required }) => !required)) {
      set(
        body,
        [...inside, first[0]],
        valueOf([...inside, first[0]], resolveSchema(first[1].schema)),
      );
    }
  }
}

function set(body: Draft, path: readonly string[], value: Value): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    body[first] = value;
    return;
  }
  const inside = body[first];
  const next: Draft = typeof inside === 'object' ? { ...inside } : {};
  body[first] = next;
  set(next, rest, value);
}
