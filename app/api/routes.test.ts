import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const here = path.dirname(new URL(import.meta.url).pathname);
const routes = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (file) => path.basename(file) === 'route.ts',
);
const source = (file: string) => readFileSync(path.join(here, file), 'utf8');
// Stripe's own calls come from no page and no person: they are signed.
const isSigned = (file: string) => file.startsWith('webhooks/');
const methodsOf = (text: string) =>
  [...text.matchAll(/export (?:const|(?:async )?function) (GET|POST|PATCH|PUT|DELETE)\b/g)].map(
    ([, method]) => method,
  );

describe('every route handler', () => {
  it('is found by this test', () => {
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.every((file) => methodsOf(source(file)).length > 0)).toBe(true);
  });

  it.each(routes.filter(isSigned))('%s takes nothing but what Stripe has signed', (file) => {
    const text = source(file);
    expect(methodsOf(text)).toEqual(['POST']);
    expect(text).toMatch(/handle\(\(request\) => receiveEvent\('\w+', request\)\);/);
  });

  it.each(routes.filter((file) => !isSigned(file)))('%s guards each write', (file) => {
    const text = source(file);
    const writes = methodsOf(text).filter((method) => method !== 'GET');
    expect(text.match(/guard(Write|Form)\(|(buyer|seller|operator)Call\(/g) ?? []).toHaveLength(
      writes.length,
    );
  });

  it.each(routes.filter((file) => !/^(session|language|health|webhooks)\//.test(file)))(
    '%s knows who asks for each method',
    (file) => {
      const text = source(file);
      const guards =
        text.match(/require(Buyer|Operator|Seller|Decider)Api\(|(buyer|seller|operator)Call\(/g) ??
        [];
      expect(guards).toHaveLength(methodsOf(text).length);
    },
  );
});

/** Those that lie elsewhere: each has tests of its own, and a new one has to be told here. */
const elsewhere = ['offline', 'pictures/[file]', 'seller/onboarding/again'];

describe('what else a browser may call', () => {
  const app = path.resolve(here, '..');
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' });

  it('is known, and only reads', () => {
    const others = files.filter((file) => file.endsWith('route.ts') && !file.startsWith('api/'));
    expect(others.map((file) => path.dirname(file)).sort()).toEqual(elsewhere);
    for (const file of others) {
      expect(methodsOf(readFileSync(path.join(app, file), 'utf8')), file).toEqual(['GET']);
    }
  });

  it('as an action of a page is of the cart alone, whose owner is in a cookie', () => {
    const root = path.resolve(app, '..');
    const actions = ['app', 'components', 'lib'].flatMap((room) =>
      readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
        .map((file) => path.join(room, file))
        .filter((file) => /['"]use server['"]/.test(readFileSync(path.join(root, file), 'utf8'))),
    );
    expect(actions).toEqual(['app/(shop)/cart-actions.ts']);
  });
});
