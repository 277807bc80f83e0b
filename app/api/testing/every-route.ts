/** For tests only: every route handler, whichever there are: found on disk, called as a browser would. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { bodyOf } from './bodies';

export type Handler = (request: Request, context: unknown) => Promise<Response>;
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface Route {
  /** Its folder, e.g. `orders/[id]`. */
  readonly noun: string;
  readonly method: Method;
  readonly call: Handler;
}

export const origin = 'http://localhost:3000';
const folder = path.resolve(import.meta.dirname, '..');

export async function everyRoute(): Promise<Route[]> {
  const all: Route[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('route.ts')) continue;
    const handlers = (await import(path.join(folder, file))) as Record<string, Handler>;
    for (const [method, call] of Object.entries(handlers)) {
      if (!/^(GET|POST|PATCH|PUT|DELETE)$/.test(method)) continue;
      all.push({ noun: path.dirname(file), method: method as Method, call });
    }
  }
  return all;
}

export const nameOf = ({ method, noun }: Route) => `${method} ${noun}`;
export const isWrite = ({ method }: Route) => method !== 'GET';
export const isSigned = ({ noun }: Route) => noun.startsWith('webhooks');
/** A plain form, which has fields and no body of JSON. */
export const isForm = ({ noun }: Route) => /^(language|session\/end|underneath\/files)$/.test(noun);
const typeOf = (route: Route) =>
  isForm(route) ? 'application/x-www-form-urlencoded' : 'application/json';
/** Asks for a person; the others sign one in, or tell nothing about anybody. */
export const isPersonal = (route: Route) =>
  !/^(session|language|health)/.test(route.noun) && !isSigned(route);
export const isForOperators = ({ noun }: Route) => /^(mirrors|refunds|work|test-runs)\b/.test(noun);
export const isForSellers = ({ noun }: Route) =>
  /^(disputes|goods|sales|seller\/shop)\b/.test(noun);

export interface Asking extends Readonly<Record<string, unknown>> {
  /** Of what is asked about, by the noun that an address begins with. */
  readonly ids: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Calls a route; what is given beside ids and body are headers. */
export function call(
  route: Route,
  { ids, body = bodyOf(nameOf(route)), ...headers }: Asking,
): Promise<Response> {
  const hasBody = isWrite(route);
  const request = new Request(`${origin}/api/${encodeURI(route.noun)}`, {
    method: route.method,
    headers: {
      host: 'localhost:3000',
      ...(isWrite(route) ? { origin } : {}),
      ...(hasBody ? { 'content-type': typeOf(route) } : {}),
      ...(headers as Record<string, string>),
    },
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  });
  const [noun = ''] = route.noun.split('/');
  const params = Promise.resolve({
    id: ids[noun],
    leg: ids.leg,
    subscription: ids.subscription,
    field: 'receipt',
  });
  return route.call(request, { params });
}
