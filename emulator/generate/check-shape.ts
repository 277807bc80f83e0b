import table from '../generated/shapes.json';
import { isObject, type Json } from '../server/json';

/** What a response value must look like; `response-shapes.mjs` describes the kinds. */
type Shape = { nullable?: boolean } & (
  | { kind: 'string' | 'number' | 'boolean' | 'any' }
  | { kind: 'enum'; values: string[] }
  | { kind: 'array' | 'map' | 'list'; of: Shape }
  | { kind: 'object'; fields: Fields }
  | { kind: 'api'; objects: string[] }
  | { kind: 'union'; options: Shape[] }
  | { kind: 'ref'; name: string }
);
type Fields = Record<string, { schema: Shape; optional?: boolean }>;

const objects = table.objects as unknown as Record<string, Extract<Shape, { kind: 'object' }>>;
const shared = table.shared as unknown as Record<string, Shape>;

/** Fields Stripe sends although the SDK's types lack them: `object.field` and why it is let through. */
export const deviations: Readonly<Record<string, string>> = {
  'charge.destination': 'Legacy field, sent as null beside `transfer_data`.',
  'charge.dispute': 'Legacy field: the id of the dispute, or null.',
  'charge.order': 'Legacy field of the removed Orders API, sent as null.',
  'dispute.balance_transaction': 'Legacy field: the first of `balance_transactions`.',
  'ephemeral_key.associated_objects': 'What the key is for; the mobile SDKs read it.',
  'payment_intent.shared_payment_granted_token': 'Sent as null; in the preview SDK only.',
  'payment_method.shared_payment_granted_token': 'Sent as null; in the preview SDK only.',
  'product.attributes': 'Legacy field, sent as an empty list.',
  'product.type': 'Legacy field, sent as "service".',
  'subscription.plan': 'Legacy field: the plan of a single item, else null.',
  'subscription.quantity': 'Legacy field: the quantity of a single item, else null.',
};

const listEnvelope: Fields = {
  object: { schema: { kind: 'enum', values: ['list', 'search_result'] } },
  has_more: { schema: { kind: 'boolean' } },
  url: { schema: { kind: 'string' } },
  total_count: { schema: { kind: 'number' }, optional: true },
  next_page: { schema: { kind: 'string', nullable: true }, optional: true },
};

/** A place in the answer: `path` as reported, `known` counted from the nearest API object. */
interface Place {
  readonly path: string;
  readonly known: string;
}

interface Options {
  /** Do not report missing fields: for the public subset that publishable keys read. */
  readonly partial?: boolean;
}

/**
 * Holds a Stripe answer (an API object, a deletion stub, a list) against the SDK's types, down
 * through nested and expanded objects.
 *
 * @returns one sentence per problem (`payment_intent.amount: missing`, `charge.foo: not in the
 *   types`, `…: null not allowed`, `…: 'x' is not one of …`), nothing when all is well. An object
 *   the types do not know is a problem, too.
 */
export function checkShape(value: unknown, options: Options = {}): string[] {
  const name = isObject(value) && typeof value.object === 'string' ? value.object : 'answer';
  const place = { path: name, known: name };
  if (isObject(value) && (name === 'list' || name === 'search_result')) {
    return checkList(value, { kind: 'api', objects: [] }, place, options);
  }
  return checkApiObject(value, [], place, options);
}

function check(value: unknown, shape: Shape, place: Place, options: Options): string[] {
  if (value === null) return shape.nullable ? [] : [`${place.path}: null not allowed`];
  switch (shape.kind) {
    case 'any':
      return checkAnything(value, place, options);
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === shape.kind ? [] : [wrongType(value, shape.kind, place)];
    case 'enum':
      return typeof value === 'string' && shape.values.includes(value)
        ? []
        : [`${place.path}: '${String(value)}' is not one of ${shape.values.join(', ')}`];
    case 'array':
      if (!Array.isArray(value)) return [wrongType(value, 'array', place)];
      return value.flatMap((one, index) =>
        check(one, shape.of, below(place, `[${index}]`, '[]'), options),
      );
    case 'map':
      if (!isObject(value)) return [wrongType(value, 'object', place)];
      return Object.entries(value).flatMap(([key, one]) =>
        check(one, shape.of, below(place, `.${key}`, '.*'), options),
      );
    case 'list':
      if (!isObject(value)) return [wrongType(value, 'list', place)];
      return checkList(value, shape.of, place, options);
    case 'object':
      if (!isObject(value)) return [wrongType(value, 'object', place)];
      return checkFields(value, shape.fields, place, options);
    case 'api':
      return checkApiObject(value, shape.objects, place, options);
    case 'union':
      return checkUnion(value, shape.options, place, options);
    case 'ref': {
      const target = shared[shape.name];
      if (!target) throw new Error(`shapes.json has no entry "${shape.name}".`);
      return check(value, target, place, options);
    }
  }
}

/** Event data: an API object is checked as one, changed fields are not. */
function checkAnything(value: unknown, place: Place, options: Options): string[] {
  const nested = isObject(value) && typeof value.object === 'string' && 'id' in value;
  return nested ? checkApiObject(value, [], place, options) : [];
}

/** @param allowed names of the objects that may stand here; none means any. */
function checkApiObject(
  value: unknown,
  allowed: readonly string[],
  place: Place,
  options: Options,
): string[] {
  if (!isObject(value)) return [wrongType(value, allowed.join(' or ') || 'object', place)];
  const name = String(value.object);
  if (allowed.length > 0 && !allowed.includes(name)) {
    return [`${place.path}: '${name}' is not one of ${allowed.join(', ')}`];
  }
  const shape = objects[value.deleted === true ? `deleted:${name}` : name];
  if (!shape) return [`${place.path}: no shape for the object '${name}'`];
  return checkFields(value, shape.fields, { path: place.path, known: name }, options);
}

function checkList(value: Json, of: Shape, place: Place, options: Options): string[] {
  const fields: Fields = { ...listEnvelope, data: { schema: { kind: 'array', of } } };
  return checkFields(value, fields, { path: place.path, known: 'list' }, options);
}

function checkFields(value: Json, fields: Fields, place: Place, options: Options): string[] {
  const problems: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const one = value[name];
    const inside = below(place, `.${name}`);
    if (one !== undefined) problems.push(...check(one, field.schema, inside, options));
    else if (!field.optional && !options.partial) problems.push(`${inside.path}: missing`);
  }
  for (const name of Object.keys(value)) {
    const inside = below(place, `.${name}`);
    const expected = Object.hasOwn(fields, name) || Object.hasOwn(deviations, inside.known);
    if (!expected && value[name] !== undefined) problems.push(`${inside.path}: not in the types`);
  }
  return problems;
}

/** An id or the object behind it: the value itself tells which option to hold it against. */
function checkUnion(value: unknown, shapes: Shape[], place: Place, options: Options): string[] {
  const fitting = shapes.filter((shape) => isObject(value) !== isPrimitive(shape));
  const results = fitting.map((shape) => check(value, shape, place, options));
  const [best] = results.sort((a, b) => a.length - b.length);
  return best ?? [wrongType(value, shapes.map((shape) => shape.kind).join(' or '), place)];
}

function isPrimitive(shape: Shape): boolean {
  return ['string', 'number', 'boolean', 'enum'].includes(shape.kind);
}

function wrongType(value: unknown, expected: string, place: Place): string {
  const found = Array.isArray(value) ? 'array' : typeof value;
  return `${place.path}: ${expected} expected, found ${found}`;
}

function below(place: Place, path: string, known = path): Place {
  return { path: `${place.path}${path}`, known: `${place.known}${known}` };
}
