import { resolveSchema } from '../generated/parameter-table';
import { missingParameter, type ParameterFields, type ParameterSchema } from './contract';
import type { Form, FormValue } from './form';
import { checkMetadata } from './metadata';
import {
  emptyParameter,
  invalidEnum,
  invalidInteger,
  invalidType,
  parameterName,
  unknownParameters,
} from './parameter-errors';

/** What a handler receives: text, numbers, booleans, lists and maps. */
export type Decoded = string | number | boolean | Decoded[] | { [name: string]: Decoded };

/**
 * Turns a form into what the handler's types promise, or throws Stripe's 400 for the first thing
 * that is wrong: unknown names first, then missing ones, then values in the order of the form.
 */
export function decodeParameters(
  form: Form,
  fields: ParameterFields,
  { creating = false }: DecodeOptions = {},
): Record<string, Decoded> {
  return decodeFields(form, fields, [], creating);
}

interface DecodeOptions {
  /** Whether the call makes something new, so that an emptied text is as good as none. */
  readonly creating?: boolean;
}

/** Hashes that describe something whole, whatever call they are part of: what was there is gone. */
const WHOLE = new Set(['payment_method_data', 'shipping']);

/** `extra` laid over `fields`; objects and enums that are in both are joined. */
export function joinFields(fields: ParameterFields, extra: ParameterFields): ParameterFields {
  const joined: Record<string, ParameterFields[string]> = { ...fields };
  for (const [name, field] of Object.entries(extra)) {
    const known = fields[name];
    const left = known && resolveSchema(known.schema);
    const right = resolveSchema(field.schema);
    if (left?.kind === 'object' && right.kind === 'object') {
      joined[name] = {
        ...known,
        schema: { ...left, fields: joinFields(left.fields, right.fields) },
      };
    } else if (left?.kind === 'enum' && right.kind === 'enum') {
      const values = [...new Set([...left.values, ...right.values])].sort();
      joined[name] = { ...known, schema: { ...left, values } };
    } else {
      joined[name] = field;
    }
  }
  return joined;
}

function decodeFields(
  form: Form,
  fields: ParameterFields,
  path: readonly string[],
  creating: boolean,
): Record<string, Decoded> {
  const unknown = Object.keys(form).filter((name) => !Object.hasOwn(fields, name));
  if (unknown.length > 0) {
    throw unknownParameters(unknown.map((name) => parameterName([...path, name])));
  }
  for (const [name, { required }] of Object.entries(fields)) {
    if (required && form[name] === undefined)
      throw missingParameter(parameterName([...path, name]));
  }
  const decoded: Record<string, Decoded> = {};
  for (const [name, value] of Object.entries(form)) {
    const field = fields[name];
    if (!field) continue;
    const { kind, emptyable } = resolveSchema(field.schema);
    if (creating && value === '' && kind === 'string' && emptyable) continue;
    const inside = creating || WHOLE.has(name);
    decoded[name] = decodeValue(value, field.schema, [...path, name], inside);
  }
  return decoded;
}

function decodeValue(
  value: FormValue,
  given: ParameterSchema,
  path: readonly string[],
  creating: boolean,
): Decoded {
  const schema = resolveSchema(given);
  const name = parameterName(path);
  if (value === '') {
    if (schema.emptyable) return '';
    // Within a map an empty value is how a key is removed.
    if (schema.kind !== 'union') throw emptyParameter(name);
  }
  switch (schema.kind) {
    case 'string':
      return text(value, name, 'string');
    case 'decimal':
      return pattern(value, name, 'decimal', /^-?\d+(\.\d+)?$/);
    case 'integer':
      return integer(value, name);
    case 'number':
      return Number(pattern(value, name, 'number', /^-?\d+(\.\d+)?$/));
    case 'boolean':
      return boolean(value, name);
    case 'enum':
      if (typeof value !== 'string' || !schema.values.includes(value)) {
        throw invalidEnum(name, schema.values);
      }
      return value;
    case 'array':
      return items(value, name).map((item, index) =>
        decodeValue(item, schema.of, [...path, String(index)], creating),
      );
    case 'map':
      return decodeMap(value, schema.of, path, creating);
    case 'object':
      return decodeFields(named(value, name), schema.fields, path, creating);
    case 'union':
      return decodeUnion(value, schema.options, path, creating);
  }
}

function decodeMap(
  value: FormValue,
  of: ParameterSchema,
  path: readonly string[],
  creating: boolean,
): Decoded {
  const map = named(value, parameterName(path));
  const decoded: Record<string, Decoded> = {};
  for (const [key, item] of Object.entries(map)) {
    // It would set the prototype of what it is put into.
    if (key === '__proto__') throw unknownParameters([parameterName([...path, key])]);
    decoded[key] = item === '' ? '' : decodeValue(item, of, [...path, key], creating);
  }
  if (path.at(-1) === 'metadata') checkMetadata(decoded, parameterName(path));
  return decoded;
}

/** The first shape that fits; if none does, the complaint of the one that is nearest. */
function decodeUnion(
  value: FormValue,
  options: readonly ParameterSchema[],
  path: readonly string[],
  creating: boolean,
): Decoded {
  let complaint: unknown;
  for (const option of options) {
    try {
      return decodeValue(value, option, path, creating);
    } catch (error) {
      if (isCompound(option) === (typeof value === 'object')) complaint = error;
    }
  }
  throw complaint ?? emptyParameter(parameterName(path));
}

function isCompound(schema: ParameterSchema): boolean {
  return ['array', 'map', 'object'].includes(resolveSchema(schema).kind);
}

function text(value: FormValue, name: string, type: string): string {
  if (typeof value !== 'string') throw invalidType(name, type, value);
  return value;
}

function pattern(value: FormValue, name: string, type: string, expected: RegExp): string {
  const given = text(value, name, type);
  if (!expected.test(given)) throw invalidType(name, type, given);
  return given;
}

function integer(value: FormValue, name: string): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw invalidInteger(name, value);
  return number;
}

function boolean(value: FormValue, name: string): boolean {
  // Python's older libraries send its own words for them.
  if (value === 'true' || value === 'True') return true;
  if (value === 'false' || value === 'False') return false;
  throw invalidType(name, 'boolean', value);
}

/** `k[]=x`, `k[0]=x`, and `k[200]=x`, which the form decoder hands over as a map of numbers. */
function items(value: FormValue, name: string): FormValue[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && Object.keys(value).every((key) => /^\d+$/.test(key))) {
    return Object.values(value);
  }
  throw invalidType(name, 'array');
}

/** A map; one whose keys are numbers was decoded as a list. */
function named(value: FormValue, name: string): Form {
  if (typeof value === 'string') throw invalidType(name, 'object');
  return Array.isArray(value)
    ? Object.fromEntries(value.map((item, index) => [index, item]))
    : value;
}
