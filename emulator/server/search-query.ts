/**
 * The language of Stripe's search (docs.stripe.com/search#search-query-language): clauses of field,
 * operator and value, all of which hold, or any of which. Sentences of errors are unconfirmed.
 */
import { invalidRequest } from './contract';

export type Operator = ':' | '~' | '=' | '<' | '<=' | '>' | '>=';

/** What may be asked of a field: equality, a part of it as well, or how it compares. */
export type FieldType = 'token' | 'string' | 'numeric';

export interface Clause {
  readonly field: string;
  /** The key where the field is `metadata`. */
  readonly key: string | null;
  readonly operator: Operator;
  /** Null asks for what is not there. */
  readonly value: string | null;
  readonly negated: boolean;
}

export interface Query {
  readonly clauses: readonly Clause[];
  readonly any: boolean;
}

const clause =
  /\s*(-?)([a-z_][\w.]*)(?:\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\])?\s*(:|~|>=|<=|>|<|=)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"']+)/iy;
const joint = /\s+(and|or)(?=\s)/iy;

/** Reads a query. Throws Stripe's 400 for one that cannot be read. */
export function parseQuery(text: string): Query {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (text.slice(at).trim() !== '') {
    if (clauses.length > 0) {
      const joined = next(joint)?.[1]?.toLowerCase() ?? 'and';
      joints.add(joined);
    }
    const found = next(clause);
    if (!found || !/^$|\s/.test(text.charAt(at))) throw unreadable();
    const [, minus, field = '', key, operator, value = ''] = found;
    clauses.push({
      field,
      key: key === undefined ? null : unquoted(key),
      operator: operator as Operator,
      value: value === 'null' ? null : unquoted(value),
      negated: minus === '-',
    });
  }
  if (clauses.length === 0) throw unreadable();
  if (joints.size > 1) {
    throw invalidRequest('A search query cannot combine AND and OR.', { param: 'query' });
  }
  return { clauses, any: joints.has('or') };
}

function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

function unreadable(): Error {
  return invalidRequest(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or `key:"value"` to query for other fields.',
    { param: 'query' },
  );
}

/** Throws Stripe's 400 for a field that is not searched by, or not in this way. */
export function checkClause(
  { field, key, operator, value }: Clause,
  type: FieldType | undefined,
  resource: string,
): void {
  if (type === undefined || (key === null) === (field === 'metadata')) {
    throw invalidRequest(
      `Field \`${field}\` is an unsupported search field for resource \`${resource}\`.`,
      { param: 'query' },
    );
  }
  const fits =
    operator === ':' ||
    (operator === '~' ? type === 'string' : type === 'numeric' && value !== null);
  if (!fits) {
    throw invalidRequest(
      `The operator \`${operator}\` is not supported for the field \`${field}\`.`,
      {
        param: 'query',
      },
    );
  }
  if (operator === '~' && (value?.length ?? 0) < 3) {
    throw invalidRequest('A substring to search for must have at least 3 characters.', {
      param: 'query',
    });
  }
  if (type === 'numeric' && value !== null && !Number.isFinite(Number(value || 'x'))) {
    throw invalidRequest(`The field \`${field}\` is compared with a number, not \`${value}\`.`, {
      param: 'query',
    });
  }
}

/** Whether an object answers the query, whose fields `read` finds in it. */
export function answers({ clauses, any }: Query, read: (clause: Clause) => unknown): boolean {
  const holds = (one: Clause): boolean => compares(one, read(one)) !== one.negated;
  return any ? clauses.some(holds) : clauses.every(holds);
}

function compares({ operator, value }: Clause, found: unknown): boolean {
  if (found === null || found === undefined || found === '') return value === null;
  if (value === null) return false;
  const text = String(found as string | number | boolean).toLowerCase();
  switch (operator) {
    case ':':
    case '=':
      return typeof found === 'number' ? found === Number(value) : text === value.toLowerCase();
    case '~':
      return text.includes(value.toLowerCase());
    case '<':
      return Number(found) < Number(value);
    case '<=':
      return Number(found) <= Number(value);
    case '>':
      return Number(found) > Number(value);
    case '>=':
      return Number(found) >= Number(value);
  }
}
