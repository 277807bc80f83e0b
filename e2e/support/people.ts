import { expect, type BrowserContext, type Page } from '@playwright/test';
import { appUrl } from './environment';

export interface Person {
  name: string;
  email: string;
  password: string;
}

let counter = 0;

/** Somebody new, so that no journey meets another's cards or orders. */
export function somebody(name = 'Robin Vale'): Person {
  counter += 1;
  const unique = `${Date.now().toString(36)}${process.pid.toString(36)}${counter}`;
  return { name, email: `robin-${unique}@example.com`, password: 'a long enough secret' };
}

/**
 * A JSON request as the page itself would make it, with the page's cookies; on a connection of its own,
 * since one that was kept may be gone by now, with a shop that was killed or by its age.
 */
export async function api(
  context: BrowserContext | Page,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) {
  return context.request.fetch(`${appUrl}${path}`, {
    method,
    headers: {
      origin: appUrl,
      connection: 'close',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  });
}

/** Creates an account and is signed in with it. */
export async function signedUp(page: Page, person = somebody()): Promise<Person> {
  const response = await api(page, 'POST', '/api/session/sign-up', person);
  expect(response.ok(), await response.text()).toBe(true);
  return person;
}
