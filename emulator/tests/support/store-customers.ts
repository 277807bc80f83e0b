import type Stripe from 'stripe';
import type { Store } from '../../store/store';
import { Transaction } from '../../store/transaction';

/** For stores that keep all there is. */
export const nothingExpires = () => false;

/** A customer as the store sees it: an id and something to recognise. */
export function customer(id: string, name = id, created = 1): Stripe.Customer {
  return { id, object: 'customer', name, created } as Stripe.Customer;
}

/** Commits customers in one transaction. */
export function put(store: Store, ...objects: Stripe.Customer[]): void {
  const transaction = new Transaction(store.state);
  for (const object of objects) transaction.put('acct_a', 'customer', object, { deleted: false });
  store.commit(transaction);
}

/** The names of all customers, newest first. */
export function names(store: Store): (string | null | undefined)[] {
  return new Transaction(store.state).all('acct_a', 'customer').map(({ object }) => object.name);
}
