import qs from 'qs';
import { invalidRequest } from './contract';

/** A decoded form: text at the leaves, lists and maps above. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = Record<string, FormValue>;

/**
 * Decodes `a[b]=1&c[]=x&d[0]=y` of a body or a query, brackets raw or as %5B.
 * Throws a 400 for a broken percent-encoding, as Stripe does.
 */
export function decodeForm(text: string): Form {
  if (text === '') return {};
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw invalidRequest('Invalid %-encoding in the request.');
  // Sparse, so that `metadata[5]=x` keeps its name; 10 levels and 100 items as Stripe's deepest calls need.
  return qs.parse(text, {
    depth: 10,
    arrayLimit: 100,
    parameterLimit: Infinity,
    allowSparse: true,
    plainObjects: true,
  }) as Form;
}

/** The last value of a parameter that should be given once. */
export function single(value: FormValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return single(value.at(-1));
  return undefined;
}
