import { putReadyAccount, type ReadyAccount } from '../resources/accounts';
import { invalidRequest } from './contract';
import type { Engine } from './engine';
import { freshId } from './ids';
import { catalogKinds, seedCatalog } from './seed-catalog';

/** One account of `POST /_emulator/seed`. */
interface SeedAccount {
  readonly id?: string;
  readonly country?: string;
  readonly currency?: string;
  /** The business's name; `business_name` says the same. */
  readonly name?: string;
  readonly business_name?: string;
}

const kinds = ['accounts', ...catalogKinds] as const;

/** The ids of what was asked for, by kind and in order. */
export type Seeded = Partial<Record<(typeof kinds)[number], { id: string }[]>>;

/**
 * Makes connected accounts that can charge at once, and products, prices and customers of the
 * platform, in one transaction. What is there already is left as it is, so that seeding twice does
 * no harm. Throws a 400 that says which entry is wrong.
 */
export function seed(engine: Engine, platform: string, given: unknown): Seeded {
  const lists = readLists(given);
  const wanted = (lists.accounts ?? []).map(readAccount);
  for (const { id } of wanted) {
    const owner = engine.store.state.ownerOf(id);
    // As at Stripe, an account's id is the only one of its kind, whatever platform asks.
    if (owner !== undefined && owner !== platform) {
      throw invalidRequest(`The account ${id} belongs to another namespace.`);
    }
  }
  return engine.transaction(platform, (context) => {
    for (const account of wanted) {
      const known = context.records.get('account', account.id);
      if (!known || known.hidden?.deleted) putReadyAccount(context, account);
    }
    return {
      ...(lists.accounts ? { accounts: wanted.map(({ id }) => ({ id })) } : {}),
      ...seedCatalog(context, lists),
    };
  });
}

function readLists(given: unknown): Partial<Record<(typeof kinds)[number], unknown[]>> {
  const lists = typeof given === 'object' && given !== null ? given : {};
  const entries = Object.entries(lists);
  if (entries.length === 0) {
    throw invalidRequest('Missing required param: accounts.', { param: 'accounts' });
  }
  for (const [name, list] of entries) {
    if (!(kinds as readonly string[]).includes(name)) {
      throw invalidRequest(`Received unknown parameter: ${name}`, { param: name });
    }
    if (!Array.isArray(list)) throw invalidRequest('Invalid array', { param: name });
  }
  return lists;
}

function readAccount(item: unknown, index: number): ReadyAccount {
  const name = `accounts[${index}]`;
  if (typeof item !== 'object' || item === null)
    throw invalidRequest('Invalid object', { param: name });
  const known = ['id', 'country', 'currency', 'name', 'business_name'];
  for (const [key, value] of Object.entries(item)) {
    if (!known.includes(key)) throw invalidRequest(`Received unknown parameter: ${name}[${key}]`);
    if (typeof value !== 'string') {
      throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, {
        param: `${name}[${key}]`,
      });
    }
  }
  const account = item as SeedAccount;
  const id = account.id ?? freshId('', 'acct', 0);
  if (!/^acct_[A-Za-z0-9]{14,24}$/.test(id)) {
    throw invalidRequest(`Invalid id: ${id} is not like acct_1AbcDefGhiJklMno`, {
      param: `${name}[id]`,
    });
  }
  return {
    id,
    country: (account.country ?? 'US').toUpperCase(),
    name: account.name ?? account.business_name ?? 'Test seller',
    ...(account.currency ? { currency: account.currency.toLowerCase() } : {}),
  };
}
