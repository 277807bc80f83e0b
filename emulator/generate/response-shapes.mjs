/**
 * Turns the SDK's response types into shapes that `check-shape.ts` holds answers against:
 * `string | number | boolean | any | enum(values) | array(of) | map(of) | object(fields) |
 * api(objects) | list(of) | union(options)`, each with `nullable` where the type allows `null`.
 */
import ts from 'typescript';
import { responseTypes } from './resources.mjs';
import {
  compare,
  elementType,
  exportsOf,
  indexedType,
  isDecimal,
  isOtherString,
  membersOf,
  objectName,
  propertiesOf,
} from './sdk.mjs';

/** Empty interfaces in the types that stand for "any API object" and "any fields". */
const anything = new Map([
  ['Event.Data.object', { kind: 'any' }],
  ['Event.Data.previous_attributes', { kind: 'any' }],
]);

/**
 * @returns {Record<string, object>} shapes by the wire's `object` value, sorted; those of deletion
 *   stubs (`DeletedCustomer`) as `deleted:customer`.
 */
export function responseShapes(sdk) {
  const shapes = new Map();
  for (const reference of responseTypes) {
    const [name, namespace = null] = reference.split('.').reverse();
    const types = exportsOf(sdk, namespace);
    if (!types.has(name)) console.warn(`Stripe.${reference} does not exist: skipped.`);
    for (const [prefix, symbol] of [
      ['', types.get(name)],
      ['deleted:', types.get(`Deleted${name}`)],
    ]) {
      if (symbol) addShape(shapes, prefix, sdk.checker, symbol);
    }
  }
  return Object.fromEntries([...shapes].sort(([a], [b]) => compare(a, b)));
}

function addShape(shapes, prefix, checker, symbol) {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const object = objectName(checker, type);
  if (!object) throw new Error(`Stripe.${symbol.name} has no literal "object" field.`);
  const key = `${prefix}${object}`;
  if (shapes.has(key)) throw new Error(`Two response types share the name "${key}".`);
  shapes.set(key, objectShape(checker, type));
}

function objectShape(checker, type) {
  const fields = {};
  for (const property of propertiesOf(checker, type)) {
    // `deleted?: void` only helps the types tell a live object from a deleted one.
    if (membersOf(property.type).length === 0) continue;
    const schema =
      anything.get(`${qualifiedName(checker, type)}.${property.name}`) ??
      shapeOf(checker, property.type);
    fields[property.name] = property.optional ? { schema, optional: true } : { schema };
  }
  return { kind: 'object', fields };
}

function qualifiedName(checker, type) {
  return type.symbol ? checker.getFullyQualifiedName(type.symbol).replace(/^".*"\./, '') : '';
}

function shapeOf(checker, type) {
  const members = membersOf(type);
  const present = members.filter((one) => !(one.flags & ts.TypeFlags.Null));
  const options = optionsOf(checker, present);
  const shape = options.length === 1 ? options[0] : { kind: 'union', options };
  return present.length < members.length ? { ...shape, nullable: true } : shape;
}

function optionsOf(checker, members) {
  const options = new Map();
  const add = (shape) => options.set(JSON.stringify(shape), shape);
  const values = members.filter((one) => one.isStringLiteral()).map((one) => one.value);
  if (values.length > 0) add({ kind: 'enum', values: values.sort(compare) });
  const objects = new Set();
  for (const member of members) {
    if (member.isStringLiteral() || isOtherString(member)) continue;
    const object = member.flags & ts.TypeFlags.Object ? objectName(checker, member) : undefined;
    if (object && object !== 'list') objects.add(object);
    else add(plainShape(checker, member));
  }
  if (objects.size > 0) add({ kind: 'api', objects: [...objects].sort(compare) });
  return [...options].sort(([a], [b]) => compare(a, b)).map(([, shape]) => shape);
}

function plainShape(checker, type) {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return { kind: 'any' };
  if (type.flags & ts.TypeFlags.String) return { kind: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { kind: 'number' };
  if (type.flags & ts.TypeFlags.BooleanLike) return { kind: 'boolean' };
  // The SDK parses decimals; on the wire they are strings.
  if (isDecimal(type)) return { kind: 'string' };
  const element = elementType(checker, type);
  if (element) return { kind: 'array', of: shapeOf(checker, element) };
  if (type.symbol?.name === 'ApiList') {
    return { kind: 'list', of: shapeOf(checker, checker.getTypeArguments(type)[0]) };
  }
  const indexed = indexedType(checker, type);
  if (indexed) return { kind: 'map', of: shapeOf(checker, indexed) };
  if (type.flags & ts.TypeFlags.Object) return objectShape(checker, type);
  throw new Error(`No shape for the type ${checker.typeToString(type)}.`);
}
