import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pageOfProducts } from '@/lib/catalog/catalog';
import { seedCatalog } from '@/lib/catalog/seed/seed';
import { testDb } from '@/lib/store/testing/database';
import { generateMetadata as ofSearch } from './search/page';
import { generateMetadata as ofSeller } from './sellers/[slug]/page';

vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(new Headers()),
  cookies: () => Promise.resolve({ get: () => undefined }),
}));

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
  await seedCatalog();
});
afterAll(() => database.close());

const search = async (asked: Record<string, string>) =>
  (await ofSearch({ params: Promise.resolve({}), searchParams: Promise.resolve(asked) })).alternates
    ?.canonical;
const seller = async (slug: string, asked: Record<string, string>) =>
  (await ofSeller({ params: Promise.resolve({ slug }), searchParams: Promise.resolve(asked) }))
    .alternates?.canonical;

test('a page beyond the last is named as the last, which it shows', async () => {
  const { pages } = await pageOfProducts({ page: 1 });
  const last = pages > 1 ? `/search?page=${pages}` : '/search';
  expect(await search({ page: `${pages}` })).toBe(last);
  expect(await search({ page: `${pages + 7}` })).toBe(last);
  expect(await search({ category: 'play', page: '900' })).toBe('/search?category=play');
  expect(await seller('saltbush', { page: '900' })).toBe('/sellers/saltbush');
});

test('a shelf that there is not is named as all goods', async () => {
  expect(await search({ category: 'no-such-shelf', page: '2' })).toBe('/search');
});
