import { invalidRequest } from './contract';

/** A decoded form: text at the leaves, lists and maps above. Maps have no prototype. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = Record<string, FormValue>;

/** Deeper than any parameter of Stripe. */
const MAX_DEPTH = 12;

type Branch = Map<string, string | Branch>;

/**
 * Decodes `a[b]=1&c[]=x&d[0]=y` of a body or a query, brackets raw or as %5B. Of a value sent several
 * times the last counts. A name whose brackets do not match is taken as it is, and so refused as
 * unknown. Throws a 400 for a broken percent-encoding, bytes that are no UTF-8, and a parameter that
 * is both a value and a hash.
 */
export function decodeForm(text: string): Form {
  if (text === '') return {};
  const root: Branch = new Map();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (name === '') continue;
    insert(root, segmentsOf(name), equals < 0 ? '' : decode(pair.slice(equals + 1)), name);
  }
  return mapOf(root);
}

/** The last value of a parameter that should be given once. */
export function single(value: FormValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return single(value.at(-1));
  return undefined;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  if (/%(?![0-9A-Fa-f]{2})/.test(spaced)) {
    throw invalidRequest('Invalid %-encoding in the request.', { validation: true });
  }
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw invalidUtf8();
  }
}

/** 400 for bytes that are no text; the words are our own. */
export function invalidUtf8() {
  return invalidRequest('Invalid byte sequence in UTF-8 in the request.', { validation: true });
}

/** `a[b][]` → `a`, `b`, and an empty one; a bracket within brackets is part of the name. */
function segmentsOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.endsWith(']')) return [name];
  const segments = [name.slice(0, open)];
  let depth = 0;
  let start = 0;
  for (let index = open; index < name.length; index += 1) {
    const character = name[index];
    if (character === '[') {
      if (depth === 0) start = index + 1;
      depth += 1;
    } else if (character === ']') {
      depth -= 1;
      if (depth === 0) segments.push(name.slice(start, index));
      if (depth < 0) return [name];
    } else if (depth === 0) {
      return [name];
    }
  }
  if (depth !== 0) return [name];
  if (segments.length > MAX_DEPTH) {
    throw invalidRequest(`Parameters can be nested up to ${MAX_DEPTH} levels deep.`, {
      param: segments[0] ?? '',
    });
  }
  return segments;
}

function insert(root: Branch, segments: readonly string[], value: string, name: string): void {
  let branch = root;
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    const key = segment === '' && index > 0 ? elementKey(branch, segments[index + 1]) : segment;
    const there = branch.get(key);
    if (last) {
      if (typeof there === 'object') throw contradiction(name);
      branch.set(key, value);
      return;
    }
    if (typeof there === 'string') throw contradiction(name);
    const next: Branch = there ?? new Map();
    branch.set(key, next);
    branch = next;
  }
}

/** `k[]=x` is a new element; `k[][a]=x` goes into the last one until that has an `a`. */
function elementKey(branch: Branch, next: string | undefined): string {
  const last = String(branch.size - 1);
  const element = branch.get(last);
  const open = next !== undefined && typeof element === 'object' && !element.has(next);
  return open ? last : String(branch.size);
}

function contradiction(name: string) {
  return invalidRequest(`The parameter '${name}' is sent both as a value and as a hash.`, {
    param: name,
  });
}

/** Keys from 0 without a hole make a list, in the order of their numbers. */
function valueOf(branch: string | Branch): FormValue {
  if (typeof branch === 'string') return branch;
  const items: FormValue[] = [];
  for (let index = 0; index < branch.size; index += 1) {
    const item = branch.get(String(index));
    if (item === undefined) return mapOf(branch);
    items.push(valueOf(item));
  }
  return items;
}

function mapOf(branch: Branch): Form {
  const map = Object.create(null) as Form;
  for (const [name, value] of branch) map[name] = valueOf(value);
  return map;
}
