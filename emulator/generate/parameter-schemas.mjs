/** Turns the SDK's parameter types into the `ParameterSchema`s of `server/contract.ts`. */
import path from 'node:path';
import ts from 'typescript';
import { methodParameters, parameterFiles } from './resources.mjs';
import {
  compare,
  elementType,
  exportsOf,
  indexedType,
  isDecimal,
  isOtherString,
  membersOf,
  methodParameterOf,
  propertiesOf,
} from './sdk.mjs';

/** The types say `number` for both; these are the documented fractions, all others integers. */
const fractional = /(_decimal|_percent|percentage|exchange_rate|latitude|longitude)$|^percent_/;

/** In a union the narrow shapes come first: `boolean`, then numbers, enums, strings, containers. */
const order = [
  'boolean',
  'integer',
  'number',
  'decimal',
  'enum',
  'string',
  'array',
  'map',
  'object',
];

/**
 * Every parameter type of the chosen resources.
 *
 * @returns {{ name: string, reference: string, type: ts.Type }[]} sorted by flat name
 *   (`TestHelpersTestClockCreateParams`), with the type as it is written.
 */
export function listParameterTypes(sdk) {
  const found = parameterFiles.flatMap(([file, namespace]) => {
    const declaredIn = path.join(sdk.packageRoot, 'resources', `${file}.d.ts`);
    const names = [...exportsOf(sdk, namespace)].filter(
      ([name, symbol]) =>
        name.endsWith('Params') &&
        path.normalize(symbol.declarations[0].getSourceFile().fileName) === declaredIn,
    );
    if (names.length === 0) console.warn(`No parameter types in resources/${file}.d.ts: skipped.`);
    return names.map(([name, symbol]) => ({
      name: `${namespace ?? ''}${name}`,
      reference: namespace ? `Stripe.${namespace}.${name}` : `Stripe.${name}`,
      type: sdk.checker.getDeclaredTypeOfSymbol(symbol),
    }));
  });
  for (const [name, steps] of methodParameters) {
    const method = steps.map((step) => `['${step}']`).join('');
    found.push({
      name,
      reference: `NonNullable<Parameters<Stripe${method}>[0]>`,
      type: methodParameterOf(sdk, steps),
    });
  }
  return found.sort((a, b) => compare(a.name, b.name));
}

/** The fields of a parameter type. `expand` is left out: the core accepts it on every route. */
export function parameterFields(sdk, type) {
  return fieldsOf(sdk.checker, type, (name) => name !== 'expand');
}

function fieldsOf(checker, type, keep = () => true) {
  const fields = {};
  for (const property of propertiesOf(checker, type)) {
    if (!keep(property.name)) continue;
    const schema = schemaOf(checker, property.type, property.name);
    fields[property.name] = property.optional ? { schema } : { schema, required: true };
  }
  return fields;
}

/** One value's schema; `name` is the parameter's, for telling fractions from integers. */
function schemaOf(checker, type, name) {
  const members = membersOf(type);
  const filled = members.filter((one) => !isEmpty(one));
  // A parameter of type `''` can only be unset: an enum without values that may be empty.
  const options =
    filled.length > 0 ? optionsOf(checker, filled, name) : [{ kind: 'enum', values: [] }];
  const schema = options.length === 1 ? options[0] : { kind: 'union', options };
  return filled.length < members.length ? { ...schema, emptyable: true } : schema;
}

/** `null` and `''` both unset a value: on the wire they are the same. */
function isEmpty(type) {
  return Boolean(type.flags & ts.TypeFlags.Null) || (type.isStringLiteral() && type.value === '');
}

function optionsOf(checker, members, name) {
  const options = [];
  const values = members.filter((one) => one.isStringLiteral()).map((one) => one.value);
  if (values.length > 0) options.push({ kind: 'enum', values: values.sort(compare) });
  if (members.some((one) => one.flags & ts.TypeFlags.BooleanLike))
    options.push({ kind: 'boolean' });
  for (const member of members) {
    if (member.isStringLiteral() || isOtherString(member)) continue;
    if (member.flags & ts.TypeFlags.BooleanLike) continue;
    options.push(plainSchema(checker, member, name));
  }
  return options.sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      compare(JSON.stringify(a), JSON.stringify(b)),
  );
}

function plainSchema(checker, type, name) {
  if (type.flags & ts.TypeFlags.String) return { kind: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) {
    return { kind: fractional.test(name) ? 'number' : 'integer' };
  }
  if (isDecimal(type)) return { kind: 'decimal' };
  const element = elementType(checker, type);
  if (element) return { kind: 'array', of: schemaOf(checker, element, name) };
  // Numbers are allowed as metadata values for convenience; they travel and return as strings.
  if (type.symbol?.name === 'MetadataParam') {
    return { kind: 'map', of: { kind: 'string', emptyable: true } };
  }
  // A part of a multipart body: `server/upload.ts` takes it out, and leaves an empty hash.
  if (type.symbol?.name === 'FileData') return { kind: 'object', fields: {} };
  const indexed = indexedType(checker, type);
  if (indexed) return { kind: 'map', of: schemaOf(checker, indexed, name) };
  if (type.flags & ts.TypeFlags.Object) {
    return { kind: 'object', fields: fieldsOf(checker, type) };
  }
  throw new Error(`${name}: no schema for the type ${checker.typeToString(type)}.`);
}
